/**
 * What Lit asks of style sheets, for browsers that can construct them. The launcher needs one that can, so the bundle
 * takes this in the place of Lit's own file, which is mostly about those that cannot.
 */
export const css = ([text]: TemplateStringsArray) => sheet(text!);

export const unsafeCSS = sheet;

export const CSSResult = CSSStyleSheet;

export const supportsAdoptingStyleSheets = true;

export const getCompatibleStyle = (one: CSSStyleSheet) => one;

export function adoptStyles(root: ShadowRoot, all: CSSStyleSheet[]): void {
  root.adoptedStyleSheets = all;
}

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
