/** Starts the packed application with a home of its own, as `./run` would; named by E2E_APP and E2E_JAVA. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Henk {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly home: string,
  ) {}

  static async start(): Promise<Henk> {
    const app = process.env.E2E_APP ?? '';
    const home = mkdtempSync(join(tmpdir(), 'henk-e2e-'));
    const port = await freePort();
    const cache = existsSync(join(app, 'henk.aot'))
      ? [`-XX:AOTCache=${app}/henk.aot`, '-Xlog:aot=off', '-Xlog:cds=off']
      : [];
    const java = spawn(
      process.env.E2E_JAVA ?? 'java',
      [
        '--enable-native-access=ALL-UNNAMED',
        '--sun-misc-unsafe-memory-access=allow',
        '-XX:+UseCompactObjectHeaders',
        ...cache,
        '-jar',
        join(app, 'henk.jar'),
      ],
      {
        env: {
          ...process.env,
          HENK_HOME: home,
          PORT: String(port),
          HENK_OFFLINE: 'true',
          HENK_LIMITS: 'chat-session-address=1000,chat-address=1000,sign-in=1000,sign-in-account=1000',
        },
      },
    );
    const henk = new Henk(`http://localhost:${port}`, java, home);
    await henk.ready();
    return henk;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.home, { recursive: true, force: true });
  }

  private ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      let said = '';
      const hear = (piece: Buffer) => {
        said += piece;
        if (said.includes('is ready')) resolve();
      };
      this.process.stdout?.on('data', hear);
      this.process.stderr?.on('data', hear);
      this.process.once('exit', (code) => reject(new Error(`The application ended with ${code}:\n${said}`)));
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
