import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { readBody } from '../../../src/core/webhooks/body.ts';
import { curlConfig, curlOf, curlOptions } from '../../../src/core/webhooks/curl.ts';
import type { SentRequest } from '../../../src/core/webhooks/delivery.ts';

const run = promisify(execFile);

const request = (url: string, text: string, value = 'b'): SentRequest => ({
  method: 'POST',
  url,
  headers: [
    { name: 'X-Told', value },
    { name: 'Authorization', value: 'Bearer s3cret' },
    { name: 'Content-Length', value: '5' },
    { name: 'bad name', value: 'x' },
    { name: 'Evil', value: 'x\r\nInjected: y' },
  ],
  body: { ...readBody(text), origin: 'told' },
});

/** Text as it may come: with quotes, line breaks and everything else that shells take for something. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      "'",
      '"',
      '\\',
      '$',
      '`',
      '!',
      '\n',
      '\r',
      '\t',
      '\v',
      ' ',
      '%',
      '’',
      '$(id)',
      '@',
      '-',
      '\u001b',
      '\u0003',
      '\u007f',
      '7',
      'a',
    ),
  }),
);
const sent = (given: string) => given.replaceAll('\0', '');

describe('A request as a curl command', () => {
  test('reaches curl from bash word for word', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (url, body) => {
        const asked = request(url, body);
        // printf in place of curl tells each word it was given.
        const command = `printf '%s\\0' ${curlOf(asked, 'bash', true).slice('curl '.length)}`;
        assert.doesNotMatch(command, /[\0-\x1f\x7f]/, 'no character that a terminal takes for a key');
        const { stdout } = await run('bash', ['-c', command.replace("'%s\\0' ", "'%s\\0' -- ")]);
        const wanted = curlOptions(asked, true).flatMap(([name, value]) => [
          `--${name}`,
          ...(value === undefined ? [] : [sent(value)]),
        ]);
        assert.deepEqual(stdout.split('\0').slice(0, -1), ['--', ...wanted]);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps to one text of PowerShell, whose quotes are all written twice', () => {
    fc.assert(
      fc.property(text, text, (url, body) => {
        const command = curlOf(request(url, body), 'powershell', true);
        const [, quoted = ''] =
          /^\$c = New-TemporaryFile; try \{ \[IO\.File\]::WriteAllText\(\$c, '([^]*)'\); curl\.exe --config \$c \} finally \{ Remove-Item \$c \}$/.exec(
            command,
          ) ?? [];
        assert.ok(!/['\u2018-\u201b]/.test(quoted.replace(/(['\u2018-\u201b])\1/g, '')));
        assert.equal(
          quoted.replace(/(['\u2018-\u201b])\1/g, '$1'),
          curlConfig(curlOptions(request(url, body), true)),
        );
      }),
    );
  });

  test('is sent by curl itself from its file as it stands', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'telnyx-curl-'));
    t.after(() => rm(folder, { recursive: true }));
    let got = '';
    const server = createServer((message, response) => {
      const parts: Buffer[] = [];
      message.on('data', (part: Buffer) => parts.push(part));
      message.on('end', () => {
        got = Buffer.concat(parts).toString();
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    const file = join(folder, 'config');
    for (const body of [
      '{"a":"\\u2028 \'x\' \\" \\\\"}',
      'line\r\ntab\tvertical\vend',
      '$HOME `id` %PATH% ’',
      '@/etc/passwd',
    ]) {
      await writeFile(
        file,
        curlConfig(curlOptions(request(`http://127.0.0.1:${String(address.port)}/[1-2]`, body), true)),
      );
      await run('curl', ['--silent', '--noproxy', '*', '--config', file]);
      assert.equal(got, body);
    }
  });

  test('masks secrets unless asked, leaves out what curl makes itself and what is no header', () => {
    const command = curlOf(request('https://a.example', '{}'), 'bash', false);
    assert.ok(!command.includes('s3cret'));
    assert.ok(curlOf(request('https://a.example', '{}'), 'bash', true).includes('s3cret'));
    for (const part of ['Content-Length', 'bad name', 'Injected']) assert.ok(!command.includes(part));
  });
});
