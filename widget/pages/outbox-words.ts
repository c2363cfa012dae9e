/** What the outbox says, in the browser's language. */
export type State = 'queued' | 'sending' | 'sent' | 'failed' | 'withdrawn';

type Words = {
  title: string;
  signIn: string;
  email: string;
  password: string;
  wrong: string;
  signOut: string;
  forbidden: string;
  unreachable: string;
  all: string;
  show: string;
  reload: string;
  stays: string;
  none: string;
  more: string;
  back: string;
  pick: string;
  gone: string;
  to: string;
  made: string;
  due: string;
  finished: string;
  state: string;
  attempts: string;
  problem: string;
  files: string;
  looks: string;
  text: string;
  again: string;
  states: Record<State, string>;
  problems: Record<string, string>;
};

/** The names of what is said by itself. */
export type Sentence = Exclude<keyof Words, 'states' | 'problems'>;

export const words: Record<string, Words> = {
  de: {
    title: 'Postausgang',
    signIn: 'Anmelden',
    email: 'E-Mail',
    password: 'Passwort',
    wrong: 'E-Mail und Passwort passen nicht zusammen.',
    signOut: 'Abmelden',
    forbidden: 'Den Postausgang liest nur, wer das Unternehmen verwaltet.',
    unreachable: 'Der Server antwortet gerade nicht. Bitte laden Sie die Seite neu.',
    all: 'Alle',
    show: 'Zeigen',
    reload: 'Neu laden',
    stays:
      'Es ist kein Mailserver eingerichtet: E-Mails bleiben hier liegen, bis HENK_SMTP_URL gesetzt ist. Was länger als drei Tage wartet, wird nicht mehr verschickt.',
    none: 'Hier liegt nichts.',
    more: 'Ältere zeigen',
    back: 'Zurück zur Liste',
    pick: 'Wählen Sie links eine E-Mail.',
    gone: 'Diese E-Mail lässt sich nicht zeigen. Die Liste ist neu geladen.',
    to: 'An',
    made: 'Entstanden',
    due: 'Fällig ab',
    finished: 'Abgeschlossen',
    state: 'Stand',
    attempts: 'Versuche',
    problem: 'Grund',
    files: 'Anlagen',
    looks: 'Ansicht',
    text: 'Nur Text',
    again: 'Noch einmal versuchen',
    states: {
      queued: 'wartet',
      sending: 'wird gesendet',
      sent: 'gesendet',
      failed: 'nicht zugestellt',
      withdrawn: 'zurückgezogen',
    },
    problems: {
      'consent withdrawn': 'Die Einwilligung wurde widerrufen.',
      'taken back': 'Der Anlass ist entfallen.',
      'too late': 'Sie hat länger als drei Tage gewartet.',
    },
  },
  en: {
    title: 'Outbox',
    signIn: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    wrong: 'E-mail and password do not match.',
    signOut: 'Sign out',
    forbidden: 'Only those who administer the company read the outbox.',
    unreachable: 'The server does not answer just now. Please reload the page.',
    all: 'All',
    show: 'Show',
    reload: 'Reload',
    stays:
      'There is no mail server: e-mails stay here until HENK_SMTP_URL is set. What waits for more than three days will not be sent any more.',
    none: 'Nothing here.',
    more: 'Show older ones',
    back: 'Back to the list',
    pick: 'Choose an e-mail on the left.',
    gone: 'This e-mail cannot be shown. The list has been reloaded.',
    to: 'To',
    made: 'Made',
    due: 'Due from',
    finished: 'Finished',
    state: 'State',
    attempts: 'Attempts',
    problem: 'Reason',
    files: 'Attachments',
    looks: 'Preview',
    text: 'Text only',
    again: 'Try again',
    states: {
      queued: 'waiting',
      sending: 'being sent',
      sent: 'sent',
      failed: 'not delivered',
      withdrawn: 'withdrawn',
    },
    problems: {
      'consent withdrawn': 'The consent was withdrawn.',
      'taken back': 'There is no occasion for it any more.',
      'too late': 'It waited for more than three days.',
    },
  },
  fr: {
    title: 'Boîte d’envoi',
    signIn: 'Se connecter',
    email: 'E-mail',
    password: 'Mot de passe',
    wrong: 'L’e-mail et le mot de passe ne correspondent pas.',
    signOut: 'Se déconnecter',
    forbidden: 'La boîte d’envoi est réservée à l’administration de l’entreprise.',
    unreachable: 'Le serveur ne répond pas pour le moment. Merci de recharger la page.',
    all: 'Tous',
    show: 'Afficher',
    reload: 'Actualiser',
    stays:
      'Aucun serveur de messagerie : les e-mails restent ici tant que HENK_SMTP_URL n’est pas défini. Ce qui attend plus de trois jours ne partira plus.',
    none: 'Rien ici.',
    more: 'Afficher les plus anciens',
    back: 'Retour à la liste',
    pick: 'Choisissez un e-mail à gauche.',
    gone: 'Cet e-mail ne peut pas être affiché. La liste a été actualisée.',
    to: 'À',
    made: 'Créé',
    due: 'À envoyer dès',
    finished: 'Terminé',
    state: 'État',
    attempts: 'Essais',
    problem: 'Raison',
    files: 'Pièces jointes',
    looks: 'Aperçu',
    text: 'Texte seul',
    again: 'Réessayer',
    states: {
      queued: 'en attente',
      sending: 'en cours d’envoi',
      sent: 'envoyé',
      failed: 'non remis',
      withdrawn: 'retiré',
    },
    problems: {
      'consent withdrawn': 'Le consentement a été retiré.',
      'taken back': 'Il n’a plus d’objet.',
      'too late': 'Il a attendu plus de trois jours.',
    },
  },
};
