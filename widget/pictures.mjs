/** `node pictures.mjs <folder> [names]`: pictures of the widget's states, for looking at. */
import { runnerImport } from 'vite';

await runnerImport('./tests/pictures.ts');
