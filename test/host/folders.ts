import { join } from 'node:path';

/** The project's own folder. */
export const projectFolder = join(import.meta.dirname, '..', '..');

/** What is installed or made for tests; safe to delete at any time. */
export const cacheFolder = join(projectFolder, '.vscode-test');

/** Pictures and logs of what failed. */
export const resultsFolder = join(projectFolder, 'test-results');
