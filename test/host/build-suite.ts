// Bundles the tests of the extension host, for a debugger that starts them itself.
import { buildSuite } from './suite.ts';

await buildSuite();
