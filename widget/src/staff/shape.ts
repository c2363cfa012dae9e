/** Contents of the staff's cards, as the server sends them. What may be missing is drawn without it. */
import type { CardAction, CardContent } from '../protocol.ts';

export type Light = 'green' | 'amber' | 'red';
export type Health = { score: number; light: Light; reasons?: { label: string; points?: number }[] };
export type StageStep = { key?: string; label: string; state: 'done' | 'here' | 'ahead'; action?: CardAction };
export type NextStep = { label: string; due?: string; late?: boolean };

export type DealContent = CardContent & {
  subtitle?: string;
  value?: number | null;
  currency?: string;
  weighted?: number | null;
  stage?: string;
  stages?: StageStep[];
  outcome?: 'won' | 'lost';
  close?: string;
  overdue?: boolean;
  health?: Health;
  next?: NextStep | null;
};

export type Criterion = { label: string; value?: string; points: number; of?: number; missing?: boolean };
export type LeadContent = CardContent & {
  subtitle?: string;
  score?: number;
  keyAccount?: boolean;
  status?: string;
  criteria?: Criterion[];
};

export type Column = { key: string; title: string; type?: string; currency?: string | undefined; sort?: string };
export type Row = { id?: string; kind?: string; open?: string } & Record<string, unknown>;
export type Chip = { label: string; action?: string };
/** Where the rest is asked for; `after` comes with each page, none with the last. `open`: what its rows are. */
export type Rest = { href: string; query: string; open?: string; after?: string | null };
export type FileLink = { label: string; url: string };
export type GridContent = CardContent & {
  files?: FileLink[];
  columns?: Column[];
  rows?: Row[];
  total?: number;
  chips?: Chip[];
  rest?: Rest;
  asOf?: string;
};

/** What is not known has no value; the server leaves it out. */
export type Point = { label: string; value?: number | null; before?: number | null };
export type PlotContent = CardContent & {
  kind?: 'bar' | 'line' | 'funnel' | 'donut';
  data?: Point[];
  unit?: string;
  type?: string;
  currency?: string;
  series?: string[];
  chips?: Chip[];
};

export type Figure = {
  label: string;
  value: number | string | null;
  type?: string;
  currency?: string;
  unit?: string;
  before?: number | null;
  note?: string;
  /** How it is reckoned. */
  hint?: string;
  tone?: 'good' | 'bad';
};

export type Happening = { at: string; kind?: string; title: string; text?: string; by?: string };
export type Change = { label: string; before?: unknown; after?: unknown; type?: string; currency?: string };
