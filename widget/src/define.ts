/** `panel.js`: names the elements and puts a panel in place; lends the cards what both are built from. */
import { ChatPanel } from './chat-panel.ts';
import { MessageElement } from './message-element.ts';
import type { PanelModule } from './shell.ts';
import { loadWording } from './wording.ts';

export { css, html, LitElement, nothing, svg } from 'lit';
export { ChatPanel } from './chat-panel.ts';
export { fill, loadWording, wordingFor } from './wording.ts';

const define = (name: string, element: CustomElementConstructor) =>
  customElements.get(name) ?? customElements.define(name, element);

define('sales-chat-text', MessageElement);
define('sales-chat-panel', ChatPanel);

export const mount: PanelModule['mount'] = async (shell, root) => {
  await loadWording(shell.settings.locale);
  const panel = document.createElement('sales-chat-panel') as ChatPanel;
  panel.begin(shell);
  root.append(panel);
  return panel;
};
