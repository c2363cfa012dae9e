/** `staff.js`: the cards of those who sell, in addition to everybody's; fetched where they are signed in. */
import { CardElement, drawings } from '../cards/define.ts';
import { ConfirmElement, confirm } from './confirm.ts';
import { deal } from './deal.ts';
import { diff, kpi, timeline } from './figures.ts';
import { GridElement, grid } from './grid.ts';
import { ImportElement, importCard } from './import.ts';
import { contact, lead } from './people.ts';
import { plot } from './plot.ts';
import { SecretElement, secretForm } from './secret.ts';
import { staffStyles } from './styles.ts';

Object.assign(drawings, {
  deal,
  lead,
  contact,
  confirm,
  table: grid,
  chart: plot,
  kpi,
  timeline,
  diff,
  import: importCard,
  secret_form: secretForm,
});
CardElement.elementStyles.push(staffStyles);

for (const [name, element] of [
  ['henk-grid', GridElement],
  ['henk-confirm', ConfirmElement],
  ['henk-import', ImportElement],
  ['henk-secret', SecretElement],
] as const)
  if (!customElements.get(name)) customElements.define(name, element);
