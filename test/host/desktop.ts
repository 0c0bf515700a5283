// npm run test:desktop: the tests of the extension host in a desktop VS Code, which is downloaded on first use.
import { runSuite } from './suite.ts';

const { passed, failed, pending } = await runSuite({ desktop: true });
for (const { title, error } of failed) console.error(`✖ ${title}\n${error}`);
for (const title of pending) console.error(`✖ ${title}: skipped`);
console.log(`${passed.length} passed, ${failed.length + pending.length} failed`);
process.exitCode = failed.length + pending.length > 0 || passed.length === 0 ? 1 : 0;
