/** Contents as the server sends them, for tests and pictures. */
export const config = {
  tenant: 'henk',
  persona: { name: 'HENK', title: 'Ihr digitaler Maßberater' },
  locales: ['de', 'en', 'fr'],
  welcome: {
    text: 'Guten Tag. Zu welchem Anlass darf es ein Anzug sein?',
    disclosure: 'Sie schreiben mit HENK, einem KI-Assistenten. Auf Wunsch übernimmt jederzeit ein Mensch.',
  },
  suggestions: ['Ein Anzug für meine Hochzeit', 'Was kostet ein Maßanzug?', 'Welches Tuch knittert nicht?'],
  consentRequired: false,
  theme: { accent: '#1c2740' },
  demo: true,
};

const action = { id: 'choose', label: 'Dieses Tuch vormerken', style: 'primary' };

export const products = [
  {
    title: 'Nachtsee 150',
    fallback: 'Nachtsee 150, Köper in Mitternachtsblau, 2.290 €',
    sku: 'HK-139',
    swatch: { weave: 'twill', colour: '#171e35', pattern: 'solid' },
    price: 2290,
    currency: 'EUR',
    stock: 15,
    reason: 'Leicht genug für eine Feier im Juni und dunkel genug für den Abend danach.',
    fields: [
      { label: 'Gewicht', value: '240 g/m²' },
      { label: 'Faser', value: 'Super 150s' },
      { label: 'Fertig in', value: '7 Wochen' },
    ],
    actions: [action],
  },
  {
    title: 'Glen Bellaria',
    fallback: 'Glen Bellaria, Glencheck, 2.650 €',
    sku: 'HK-144',
    swatch: { weave: 'twill', colour: '#566f98', pattern: 'prince_of_wales' },
    price: 2650,
    currency: 'EUR',
    stock: 4.5,
    reason: 'Das festlichste unserer Karos; trägt sich ohne Krawatte weiter.',
    fields: [
      { label: 'Gewicht', value: '270 g/m²' },
      { label: 'Faser', value: 'Wolle, Kaschmir' },
      { label: 'Fertig in', value: '8 Wochen' },
    ],
    actions: [action],
  },
  {
    title: 'Champagner Trio',
    fallback: 'Champagner Trio, Hopsack, 1.980 €',
    sku: 'HK-123',
    swatch: { weave: 'hopsack', colour: '#e6dcc3', pattern: 'solid' },
    price: 1980,
    currency: 'EUR',
    stock: 8,
    reason: 'Wolle, Seide und Leinen: hell, trocken, sommerlich.',
    fields: [
      { label: 'Gewicht', value: '250 g/m²' },
      { label: 'Faser', value: 'Wolle, Seide, Leinen' },
      { label: 'Fertig in', value: '8 Wochen' },
    ],
    actions: [action],
  },
];

export const sources = {
  title: 'Quellen',
  fallback: 'Hochzeit: Was trägt man',
  items: [
    { title: 'Hochzeit: was trägt man', path: 'weddings' },
    { title: 'Lieferzeit und Express', url: '/knowledge/delivery' },
  ],
};

export const download = {
  title: 'Ihre Daten',
  text: 'Die Links gelten 15 Minuten.',
  fallback: 'Ihre Daten',
  links: [
    { label: 'Zum Lesen (PDF)', url: '/api/me/export/x?format=pdf' },
    { label: 'Anderswohin', url: 'https://evil.example/' },
  ],
};

export const contactForm = {
  title: 'Wohin dürfen wir das Angebot schicken?',
  fallback: 'Bitte nennen Sie Namen und E-Mail-Adresse.',
  submit: 'Angebot erbitten',
  schema: {
    type: 'object',
    required: ['name', 'email', 'consent'],
    properties: {
      name: { type: 'string', title: 'Name', maxLength: 120 },
      email: { type: 'string', format: 'email', title: 'E-Mail' },
      phone: { type: 'string', format: 'tel', title: 'Telefon' },
      consent: {
        type: 'boolean',
        title: 'Einwilligung',
        description:
          'Ich bin einverstanden, dass das HENK Maßatelier meine Angaben speichert und mich zu diesem Wunsch kontaktiert.',
      },
    },
  },
};

export const laterForm = {
  id: 'later',
  title: 'Antwort per E-Mail',
  text: 'Ihre Frage: Führen Sie Zylinderhüte?',
  fallback: 'Nennen Sie mir Ihre E-Mail-Adresse, dann lasse ich „Führen Sie Zylinderhüte?“ klären.',
  submit: 'Später antworten',
  schema: {
    type: 'object',
    required: ['email', 'answer_by_mail'],
    properties: {
      email: { type: 'string', format: 'email', title: 'E-Mail' },
      answer_by_mail: {
        type: 'boolean',
        title: 'Ja, HENK Maßatelier darf mir die Antwort auf diese Frage per E-Mail schicken.',
      },
    },
  },
};

export const table = {
  title: 'Was ein Anzug kostet',
  fallback: 'Anzug 890 bis 3.900 €',
  columns: [
    { key: 'what', title: 'Stück' },
    { key: 'from', title: 'ab', type: 'money', currency: 'EUR' },
  ],
  rows: [
    { what: 'Anzug, zweiteilig', from: 890 },
    { what: 'Weste', from: 290 },
    { what: 'Zweite Hose', from: 260 },
  ],
  total: { what: 'Zusammen', from: 1440 },
};

export const chart = {
  title: 'Abschlüsse je Monat',
  fallback: 'August 12, September 18, Oktober 26',
  kind: 'bar',
  unit: 'Anzüge',
  data: [
    { label: 'August', value: 12 },
    { label: 'September', value: 18 },
    { label: 'Oktober', value: 26 },
  ],
};

export const deal = {
  title: 'Hochzeitsanzug Juni 2027',
  fallback: 'Hochzeitsanzug Juni 2027, Erstkontakt, 2.500 €',
  stage: 'Erstkontakt',
  amount: 2500,
  currency: 'EUR',
  close: '2027-04-01',
  fields: [{ label: 'Kunde', value: 'Anna Brandt' }],
  actions: [],
};

export const appointment = {
  title: 'Anprobe',
  fallback: 'Anprobe: Freitag, 4. Dezember 2026, 14:00 Uhr, HENK Maßatelier, Nadeltwiete 12, 20459 Hamburg',
  when: 'Freitag, 4. Dezember 2026, 14:00 Uhr',
  place: 'HENK Maßatelier, Nadeltwiete 12, 20459 Hamburg',
  state: 'vereinbart',
  fields: [
    { label: 'Für', value: 'Anna Brandt' },
    { label: 'Dauer', value: '45 Minuten' },
  ],
  calendar: { label: 'In den Kalender eintragen', url: '/api/appointments/0193/calendar?key=k' },
  actions: [
    { id: 'move', label: 'Verlegen', say: 'Ich möchte meinen Termin (Anprobe) verlegen.' },
    {
      id: 'cancel',
      label: 'Absagen',
      say: 'Bitte sagen Sie meinen Termin (Anprobe) ab.',
      confirm: 'Anprobe wirklich absagen?',
    },
  ],
};

export const order = {
  title: 'Businessanzug Kontor Marine',
  fallback: 'Businessanzug Kontor Marine (2026-0388): geheftet, Freitag, 11. Dezember 2026',
  steps: [
    { label: 'Maß genommen', state: 'done' },
    { label: 'zugeschnitten', state: 'done' },
    { label: 'geheftet', state: 'here' },
    { label: 'anprobiert', state: 'ahead' },
    { label: 'fertig genäht', state: 'ahead' },
    { label: 'abholbereit', state: 'ahead' },
    { label: 'übergeben', state: 'ahead' },
  ],
  fields: [
    { label: 'Zugesagt für', value: 'Freitag, 11. Dezember 2026' },
    { label: 'Auftrag', value: '2026-0388' },
    { label: 'Kontor Marine', value: '1.190 € (steigendes Revers)' },
  ],
};

export const replies = {
  title: 'Jahreszeit',
  fallback: 'Sommer oder Winter?',
  options: [
    { label: 'Im Sommer', value: 'Die Feier ist im Sommer.' },
    { label: 'Im Winter', value: 'Die Feier ist im Winter.' },
  ],
};

const deeds = (label: string) => ({
  change: { label: 'Ändern' },
  forget: { label: 'Löschen', confirm: `${label} löschen?`, say: `Bitte löschen Sie ${label}.` },
});
const known = (key: string, label: string, value: string, source: string, date: string) => ({
  key: `${key}-0123456789ab`,
  label,
  value,
  source,
  date,
  ...deeds(label),
});

export const link = {
  title: 'Auf einem anderen Gerät weitersprechen',
  text: 'Scannen Sie den Code mit dem anderen Gerät, oder öffnen Sie dort den Link. Er gilt einmal und zehn Minuten lang; hier können Sie auch weiterschreiben.',
  fallback: 'Über die Schaltfläche erhalten Sie einen Link, der dieses Gespräch einmal auf einem anderen Gerät öffnet.',
  show: 'Link und Code zeigen',
  copy: 'Link kopieren',
  copied: 'Kopiert',
  until: 'Gültig bis {0} Uhr',
  expired: 'Dieser Link ist abgelaufen.',
  failed: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
  qr: 'QR-Code, der dieses Gespräch auf einem anderen Gerät öffnet',
};

export const profile = {
  title: 'Was wir über Sie wissen',
  cancel: 'Abbrechen',
  fallback: 'Ihr Konto: Name Anna Brandt (Konto, 2024-03-12)',
  groups: [
    {
      title: 'Ihr Konto',
      facts: [
        { ...known('name', 'Name', 'Anna Brandt', 'Konto', '2024-03-12'), forget: undefined },
        { key: 'email-0123456789ab', label: 'E-Mail', value: 'anna@example.com', source: 'Konto', date: '2024-03-12' },
      ],
    },
    {
      title: 'Ihre Wünsche',
      facts: [
        known('occasion', 'Anlass', 'Hochzeit im Juni', 'Gespräch', '2026-11-20'),
        known('colour_not', 'Farbe, nicht gewünscht', 'Braun', 'Gespräch', '2026-11-20'),
      ],
    },
    {
      title: 'Ihre Maße',
      facts: [
        known('waist', 'Taille', '92 cm', 'Gespräch', '2026-11-20'),
        known('inseam', 'Schrittlänge', '84 cm', 'Profil', '2023-09-04'),
      ],
    },
    {
      title: 'Ihre Garderobe',
      facts: [known('owned', 'Vorhanden', 'grauer Flanell von 2025', 'Gespräch', '2025-03-12')],
    },
  ],
  actions: [],
};

/** A code that opens https://henk.example/#henk=…, for the camera of whoever looks at the picture. */
export const qr = [
  '1111111010101001001101100110101111111',
  '1000001000100000000011101110101000001',
  '1011101001000100010111110011101011101',
  '1011101010111010111110010110101011101',
  '1011101011110010000000010111101011101',
  '1000001011011100001100100010001000001',
  '1111111010101010101010101010101111111',
  '0000000011011011111001111001100000000',
  '1000101110100111001101100011111111001',
  '1101110100100010100111110001111010110',
  '1100101010000010100010110011011111000',
  '1101000100010110010001010010010000110',
  '0010011110100011010101001000111100111',
  '0111010100100101111000110101100011001',
  '1001101111110111001001010001010111100',
  '0110010110110010100101110011000110111',
  '1110001110110000100010110000101001111',
  '1001010011101110011101100111010010010',
  '1100111101110101001101011001000010000',
  '0000000000010001110111011000000001110',
  '0110101101011100000001111000011101100',
  '1000010111101110101101010111100110011',
  '1010001010101101010010111011110111100',
  '1100010111011101111001100000001110110',
  '0111111001000110001111101101111001111',
  '1110010010011110110111110011110110000',
  '0010011110100100111011111011101111100',
  '0010010000110110011011100001111010100',
  '1101111010011101011111111001111110000',
  '0000000010010110110101011110100010010',
  '1111111010110011001010111110101010010',
  '1000001000001010100111101001100011111',
  '1011101010100110100011011000111111101',
  '1011101001010100011101100111111101001',
  '1011101000100011010001010011011000000',
  '1000001000101101110011110010100010110',
  '1111111011100110010100111011000100111',
];
