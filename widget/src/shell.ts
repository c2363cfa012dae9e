/** What the loader and the panel know of each other; the only thing that crosses between the two files. */

export type Settings = {
  key: string;
  api: string;
  locale: string;
  /** The host's page asks for consent before anything is stored or sent. */
  consentRequired: boolean;
};

/** What stays in the browser: a random session and the person's consent. */
export type Stored = { session?: string; consent?: boolean; open?: boolean };

export type Shell = {
  host: HTMLElement;
  settings: Settings;
  load(): Stored;
  /** `undefined` wipes all. */
  save(stored: Stored | false | undefined): void;
  emit(name: string, detail?: unknown): void;
  unread(count: number): void;
  close(): void;
};

export type Panel = HTMLElement & {
  show(): void;
  hide(): void;
  command(name: string, args: readonly unknown[]): void;
};

export type PanelModule = { mount(shell: Shell, root: ShadowRoot): Promise<Panel> };

export type Proactive = { id?: string; text: string };
