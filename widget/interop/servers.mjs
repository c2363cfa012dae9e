// Henk and a model that sells, as processes of their own; both end with this one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START = 120_000;
const limits = ['chat-session-address', 'chat-conversation', 'chat-address', 'chat-tenant'];

function needed(name, why) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ${why}. ./check interop sets it.`);
  return value;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url, child, lastWords) {
  const until = Date.now() + START;
  while (Date.now() < until && child.exitCode === null) {
    try {
      if ((await fetch(url)).status < 500) return;
    } catch {
      // not yet
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} does not answer.\n${lastWords()}`);
}

function java(args, env, log) {
  const child = spawn(needed('HENK_JAVA', 'the java to run with'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      log.text = (log.text + data).slice(-4000);
    });
  }
  return child;
}

const ended = (child) =>
  new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.on('exit', done);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
  });

/** @returns {Promise<{url: string, stop: () => Promise<void>}>} */
export async function start() {
  const home = mkdtempSync(join(tmpdir(), 'henk-interop-'));
  const options = readFileSync(needed('HENK_ARGUMENTS', 'a file with the arguments that start Henk'), 'utf8');
  const log = { text: '' };
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HENK_')));
  delete env.DATABASE_URL;

  const modelPort = await freePort();
  const classes = needed('HENK_TEST_CLASSES', 'the class path of the tests');
  const model = java(
    ['-cp', classes, 'app.henk.fakes.FakeGeminiMain', '--mode=sales', `--port=${modelPort}`],
    env,
    log,
  );
  const port = await freePort();
  const henk = java(
    options.split('\n').filter(Boolean),
    {
      ...env,
      HENK_HOME: home,
      PORT: String(port),
      GEMINI_API_KEY: 'for-the-check',
      GEMINI_BASE_URL: `http://127.0.0.1:${modelPort}`,
      HENK_OFFLINE: 'false',
      HENK_LIMITS: limits.map((limit) => `${limit}=100000`).join(','),
    },
    log,
  );
  const stop = async () => {
    await Promise.all([ended(henk), ended(model)]);
    rmSync(home, { recursive: true, force: true });
  };
  process.on('exit', () => {
    henk.kill('SIGTERM');
    model.kill('SIGTERM');
  });
  try {
    await answers(`http://127.0.0.1:${modelPort}/v1beta/models`, model, () => log.text);
    await answers(`http://127.0.0.1:${port}/health`, henk, () => log.text);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}
