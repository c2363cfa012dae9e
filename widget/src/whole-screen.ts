export const phone = matchMedia('(max-width: 30em)');

/** On a phone the panel is all there is to see: it fills what the keyboard leaves free, and the page behind is still. */
export function wholeScreen(host: HTMLElement) {
  const view = visualViewport;
  let inerted: Element[] = [];
  let open = false;
  const fill = () => {
    if (!view || !open) return;
    host.style.setProperty('--view-height', `${view.height}px`);
    host.style.setProperty('--view-top', `${view.offsetTop}px`);
  };
  view?.addEventListener('resize', fill);
  view?.addEventListener('scroll', fill);

  /** Full screen is modal: the page behind neither scrolls nor takes the focus. */
  return (now: boolean): void => {
    open = now;
    const whole = now && phone.matches;
    for (const element of inerted) element.removeAttribute('inert');
    document.documentElement.style.overflow = whole ? 'hidden' : '';
    fill();
    inerted = whole ? [...document.body.children].filter((e) => e !== host && !e.hasAttribute('inert')) : [];
    for (const element of inerted) element.setAttribute('inert', '');
  };
}
