/** Contents of the staff's cards as the server sends them, for tests and pictures. */
const stages = (here: number) =>
  ['Erstkontakt', 'Qualifiziert', 'Angebot', 'Verhandlung', 'Gewonnen'].map((label, i) => ({
    key: `s${i}`,
    label,
    state: i < here ? 'done' : i === here ? 'here' : 'ahead',
  }));

export const deal = {
  title: 'Bearbeitungszentrum X500',
  subtitle: 'Müller Maschinenbau GmbH · Sabine Weber',
  fallback: 'Bearbeitungszentrum X500, Müller Maschinenbau GmbH, 48.000 €, Angebot, gefährdet (38 von 100).',
  value: 48000,
  currency: 'EUR',
  weighted: 24000,
  stage: 'Angebot',
  stages: stages(2),
  close: '2026-11-12',
  overdue: true,
  health: {
    score: 38,
    light: 'red',
    reasons: [
      { label: 'Seit 31 Tagen in dieser Phase, üblich sind 14', points: -30 },
      { label: 'Kein Kontakt seit 12 Tagen', points: -12 },
      { label: 'Abschlussdatum überschritten', points: -20 },
    ],
  },
  next: { label: 'Neues Angebot über 12.500 € senden', due: '2026-11-27', late: true },
  fields: [
    { label: 'Verantwortlich', value: 'Anna Berg' },
    { label: 'Branche', value: 'Maschinenbau' },
    { label: 'Pipedrive', value: 'wartet' },
  ],
  actions: [
    { id: 'steps:1', label: 'Nächste Schritte', again: true },
    { id: 'won:1', label: 'Gewonnen', again: true },
    { id: 'lost:1', label: 'Verloren', again: true },
    { id: 'undo:1', label: 'Rückgängig' },
  ],
};

export const lead = {
  title: 'Jonas Keller',
  subtitle: 'Keller Präzision AG',
  fallback: 'Jonas Keller, 85 von 100 Punkten, Key Account.',
  score: 85,
  keyAccount: true,
  status: 'Neu',
  criteria: [
    { label: 'Budget', value: '50.000 €', points: 30, of: 30 },
    { label: 'Firmengröße', value: '250', points: 20, of: 30 },
    { label: 'Branche', value: 'Technologie', points: 20, of: 20 },
    { label: 'Dringlichkeit', value: 'diese Woche', points: 15, of: 20 },
    { label: 'Telefon', missing: true, points: 0, of: 5 },
  ],
  text: 'Wir brauchen bis Frühjahr eine zweite Anlage.',
  actions: [{ id: 'open:1', label: 'Zum Deal machen', style: 'primary' }],
};

export const contact = {
  title: 'Sabine Weber',
  subtitle: 'Einkaufsleitung, Müller Maschinenbau GmbH',
  fallback: 'Sabine Weber, weber@mueller.example',
  email: 'weber@mueller.example',
  phone: '+49 711 123456',
  fields: [
    { label: 'Offene Deals', value: 2 },
    { label: 'Letzter Kontakt', value: '16. November 2026' },
  ],
  actions: [],
};

export const deals = {
  title: 'Offene Deals über 10.000 €',
  fallback:
    'Drei offene Deals über 10.000 €: Bearbeitungszentrum X500 48.000 €, Fräse F2 31.500 €, Wartung noch offen.',
  chips: [
    { label: 'Wert über 10.000 €', action: 'find:{"a":1}' },
    { label: 'offen', action: 'find:{"b":1}' },
  ],
  columns: [
    { key: 'c0', sort: 'title', title: 'Deal' },
    { key: 'c1', sort: 'company', title: 'Firma' },
    { key: 'c2', sort: 'value', title: 'Wert', type: 'money', currency: 'EUR' },
    { key: 'c3', sort: 'stage', title: 'Phase' },
    { key: 'c4', sort: 'expected_close', title: 'Abschluss', type: 'date' },
  ],
  files: [
    { label: 'CSV', url: '/api/exports/answers?format=csv&query=deals' },
    { label: 'Excel', url: '/api/exports/answers?format=xlsx&query=deals' },
  ],
  rows: [
    {
      id: '1',
      open: 'open:deal:1',
      c0: 'Bearbeitungszentrum X500',
      c1: 'Müller Maschinenbau GmbH',
      c2: 48000,
      c3: 'Angebot',
      c4: '2026-11-12',
      late: 'c4',
    },
    {
      id: '2',
      open: 'open:deal:2',
      c0: 'Fräse F2',
      c1: 'Nordwerk',
      c2: 31500,
      c3: 'Verhandlung',
      c4: '2026-12-18',
    },
    {
      id: '3',
      open: 'open:deal:3',
      c0: 'Wartung Linie 3',
      c1: 'Alb Guss',
      c2: null,
      c3: 'Qualifiziert',
      c4: '2027-01-29',
    },
    {
      id: '4',
      open: 'open:deal:4',
      c0: 'Zweitanlage',
      c1: 'Keller Präzision AG',
      c2: 124900,
      c3: 'Erstkontakt',
      c4: '2027-03-05',
    },
  ],
  total: 5,
  rest: { href: '/api/insights/questions', query: 'deals where value > 10000', open: 'deal', after: '4' },
  asOf: '2026-11-28',
  actions: [
    { id: 'export:csv', label: 'CSV', again: true },
    { id: 'export:xlsx', label: 'Excel', again: true },
  ],
};

export const chart = (kind: string, more = {}) => ({
  kind,
  title: 'Gewichtete Pipeline nach Phase',
  fallback: 'Erstkontakt 12.490 €, Qualifiziert 9.450 €, Angebot 24.000 €, Verhandlung 22.050 €.',
  type: 'money',
  currency: 'EUR',
  data: [
    { label: 'Erstkontakt', value: 124900 },
    { label: 'Qualifiziert', value: 94500 },
    { label: 'Angebot', value: 48000 },
    { label: 'Verhandlung', value: 31500 },
  ],
  ...more,
});

export const months = chart('line', {
  title: 'Gewonnen je Monat',
  series: ['2026', '2025'],
  data: [
    { label: 'Jan', value: 41200, before: 30000 },
    { label: 'Feb', value: 38500, before: 33100 },
    { label: 'Mär', value: 52300, before: 39000 },
    { label: 'Apr', value: 47100, before: 44800 },
    { label: 'Mai', value: 61900, before: 41000 },
    { label: 'Jun', value: null, before: 52000 },
    { label: 'Jul', value: 68200, before: 49500 },
  ],
});

export const kpi = {
  title: 'Letztes Quartal',
  fallback: 'Gewonnen 412.300 € (vorher 388.000 €), Abschlussquote 31 % (vorher 34,5 %), Zyklus 42 Tage.',
  items: [
    { label: 'Gewonnen', value: 412300, type: 'money', currency: 'EUR', before: 388000, tone: 'good' },
    {
      label: 'Abschlussquote',
      value: 31,
      type: 'percent',
      before: 34.5,
      tone: 'bad',
      hint: 'Gewonnene Deals von allen, die gewonnen oder verloren wurden.',
    },
    { label: 'Zyklus', value: 42, unit: 'Tage', before: 42 },
    { label: 'Durchschnittlicher Korb', value: 18250, type: 'money', currency: 'EUR', note: 'aus 22 Deals' },
  ],
};

export const timeline = {
  title: 'Verlauf',
  fallback: '27.11. Anruf; 20.11. Phase: Angebot.',
  items: [
    {
      at: '2026-11-27T09:12:00Z',
      kind: 'call',
      title: 'Anruf',
      text: 'Sie will bis Freitag ein neues Angebot.',
      by: 'Anna Berg',
    },
    { at: '2026-11-20T14:00:00Z', kind: 'stage', title: 'Phase: Qualifiziert → Angebot', by: 'Anna Berg' },
    { at: '2026-11-02', kind: 'import', title: 'Aus „deals.csv“ übernommen' },
  ],
};

export const diff = {
  title: 'Bearbeitungszentrum X500 geändert',
  fallback: 'Wert 48.000 € → 52.000 €; Phase Angebot → Verhandlung.',
  changes: [
    { label: 'Wert', before: 48000, after: 52000, type: 'money', currency: 'EUR' },
    { label: 'Phase', before: 'Angebot', after: 'Verhandlung' },
    { label: 'Notiz', before: '', after: 'Bis Freitag neues Angebot' },
  ],
  actions: [{ id: 'undo:0198', label: 'Rückgängig' }],
};

export const confirm = {
  title: '„Bearbeitungszentrum X500“ als verloren schließen?',
  fallback: '„Bearbeitungszentrum X500“ als verloren schließen? Wert: 48.000 €',
  fields: [
    { label: 'Wert', value: 48000, type: 'money', currency: 'EUR' },
    { label: 'Phase', before: 'Angebot', value: 'Verloren' },
  ],
  schema: {
    type: 'object',
    properties: {
      reason: { type: 'string', title: 'Grund', maxLength: 200, default: 'zu teuer' },
      on: { type: 'string', format: 'date', title: 'Am', default: '2026-11-28' },
    },
  },
  interruptId: 'signed.token',
  reason: 'confirmation',
  expiresAt: '2099-01-01T10:05:00Z',
  approve: 'Ja, schließen',
  decline: 'Nein',
};

export const fileIn = {
  title: 'Import: kunden.csv',
  fallback: 'Probelauf: 2 von 3 Zeilen kämen neu herein.',
  href: '/api/imports/i1',
  rows: 3,
  actions: [],
};

/** How the server tells of that file, and what its columns may be. */
export const fileView = {
  state: 'checked',
  kind: 'leads',
  summary: 'Probelauf: 2 von 3 Zeilen kämen neu herein, 0 sind schon da, 1 haben Fehler.',
  rows: 3,
  counts: { done: 3, refused: 1 },
  columns: [
    { index: 0, header: 'Name', field: 'name', confidence: 1, samples: ['Jürgen Gruber', 'Zoë Öztürk'] },
    { index: 1, header: 'Summe', field: null, confidence: 0.2, samples: ['50.000,00', '-5,00'] },
  ],
  stages: [],
  notes: ['Die Spalte „Summe“ wird ausgelassen.'],
};
export const fileChoices = {
  kinds: [
    { key: 'leads', label: 'Leads' },
    { key: 'deals', label: 'Deals' },
  ],
  fields: [
    { key: 'budget', label: 'Budget' },
    { key: 'name', label: 'Name' },
  ],
  stages: [],
};

export const secret = {
  id: 'pipedrive',
  title: 'Pipedrive verbinden',
  text: 'Das Token geht von dieser Karte verschlüsselt an den Server und erscheint nicht im Gespräch.',
  fallback: 'Pipedrive verbinden: POST /api/pipedrive/connection mit api_token.',
  submit: 'Verbinden',
  post: '/api/pipedrive/connection',
  done: 'Pipedrive ist verbunden.',
  schema: {
    type: 'object',
    required: ['api_token'],
    properties: {
      api_token: { type: 'string', format: 'password', title: 'API-Token', minLength: 8, maxLength: 200 },
      base_url: { type: 'string', format: 'uri', title: 'Adresse, falls nicht die übliche', maxLength: 200 },
    },
  },
};
