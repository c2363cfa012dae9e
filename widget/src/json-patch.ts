/** One operation of RFC 6902, as far as the server sends them. */
export type PatchOperation = { op: string; path: string; from?: string; value?: unknown };

type Container = Record<string, unknown> | unknown[];

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Applies a patch to a copy; throws on a path that does not exist, leaving the original as it was. */
export function applyPatch<T>(document: T, patch: readonly PatchOperation[]): T {
  const holder: Record<string, unknown> = { root: structuredClone(document) };
  for (const { op, path, from, value } of patch) {
    if (op === 'add' || op === 'replace') put(holder, path, structuredClone(value), op === 'replace');
    else if (op === 'remove') take(holder, path);
    else if (op === 'move') put(holder, path, take(holder, from ?? ''), false);
    else if (op === 'copy') put(holder, path, structuredClone(look(holder, from ?? '')), false);
    else if (op !== 'test') throw new Error(`unknown patch operation ${op}`);
  }
  return holder.root as T;
}

function locate(holder: Record<string, unknown>, path: string): [Container, string] {
  const keys = `/root${path}`
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at: unknown = holder;
  for (const key of keys.slice(0, -1)) {
    at = forbidden.has(key) ? undefined : (at as Record<string, unknown>)?.[key];
  }
  const last = keys.at(-1) ?? '';
  if (typeof at !== 'object' || at === null || forbidden.has(last)) throw new Error(`no such path ${path}`);
  return [at as Container, last];
}

function look(holder: Record<string, unknown>, path: string): unknown {
  const [at, key] = locate(holder, path);
  return (at as Record<string, unknown>)[key];
}

function put(holder: Record<string, unknown>, path: string, value: unknown, replace: boolean): void {
  const [at, key] = locate(holder, path);
  if (!Array.isArray(at)) at[key] = value;
  else if (key === '-') at.push(value);
  else at.splice(Number(key), replace ? 1 : 0, value);
}

function take(holder: Record<string, unknown>, path: string): unknown {
  const [at, key] = locate(holder, path);
  if (Array.isArray(at)) return at.splice(Number(key), 1)[0];
  const value = at[key];
  delete at[key];
  return value;
}
