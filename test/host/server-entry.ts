// VS Code's server as one process that ends with its parent and keeps secrets.
//   node server-entry.ts <path of server-main.js> <data folder> <VS Code's own arguments…>
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [serverMain = '', dataDir = ''] = process.argv.splice(2, 2);

/** Our parent holds the other end of stdin: however it ends, this closes, and the whole group goes. */
process.stdin
  .resume()
  .on('close', () => process.kill(process.platform === 'win32' ? process.pid : 0, 'SIGKILL'));

/**
 * The page encrypts what extensions keep in SecretStorage with a key from `mint-key`. The bare server refuses that
 * request, and secrets would live in memory only; so it gets a key of this data folder.
 */
function secretKey(): Buffer {
  const file = join(dataDir, 'secret-key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

const createServer = http.createServer.bind(http);
Object.assign(http, {
  createServer(listener?: http.RequestListener) {
    return createServer((request, response) => {
      if (request.method === 'POST' && request.url?.endsWith('/mint-key')) response.end(secretKey());
      else listener?.(request, response);
    });
  },
});
syncBuiltinESMExports();

process.argv[1] = serverMain;
await import(pathToFileURL(serverMain).href);
