export const phone = matchMedia('(max-width: 30em)');

/**
 * On a phone the panel is all there is to see: it fills what the keyboard leaves free, and the page behind is still.
 * What is a phone may change while it is open, as by turning it.
 *
 * @param turned is told when it has changed
 */
export function wholeScreen(host: HTMLElement, turned: () => void) {
  const view = visualViewport;
  const page = document.documentElement.style;
  const over = new AbortController();
  let inerted: Element[] = [];
  let overflow: string | undefined;
  let open = false;
  const fill = () => {
    if (!view || !open) return;
    host.style.setProperty('--view-height', `${view.height}px`);
    host.style.setProperty('--view-top', `${view.offsetTop}px`);
  };
  /** Full screen is modal: the page behind neither scrolls nor takes the focus. What the host had set comes back. */
  const cover = () => {
    const whole = open && phone.matches;
    for (const element of inerted) element.removeAttribute('inert');
    inerted = whole ? [...document.body.children].filter((e) => e !== host && !e.hasAttribute('inert')) : [];
    for (const element of inerted) element.setAttribute('inert', '');
    if (whole) {
      overflow ??= page.overflow;
      page.overflow = 'hidden';
    } else if (overflow !== undefined) {
      page.overflow = overflow;
      overflow = undefined;
    }
    fill();
    turned();
  };
  for (const [of, what, then] of [
    [view, 'resize', fill],
    [view, 'scroll', fill],
    [phone, 'change', cover],
  ] as const)
    of?.addEventListener(what, then, over);

  return {
    cover(now: boolean): void {
      open = now;
      cover();
    },
    end(): void {
      over.abort();
      this.cover(false);
    },
  };
}
