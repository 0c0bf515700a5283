import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { decodeWhole } from '../../../src/core/webhooks/delivery.ts';
import { rebuiltCandidates } from '../../../src/core/webhooks/rebuilt.ts';
import { makeTestKey, signatureOf } from '../../../src/core/webhooks/testKey.ts';
import { headerLines } from '../../../src/core/webhooks/typedHeaders.ts';
import { signatureSnippet } from '../../../src/panels/signatureSnippet.ts';
import { SignatureView, type SignatureViewParts } from '../../../src/panels/signatureView.ts';
import { createSampleAccount } from '../../../src/sample/index.ts';
import { samplePublicKey } from '../../../src/sample/webhook-key.ts';
import { resultsFolder } from '../../host/folders.ts';
import { until } from '../../e2e/lib/wait.ts';

function viewOf(t: TestContext, more: Partial<SignatureViewParts> = {}): SignatureView {
  const view = new SignatureView({
    title: '',
    draft: { body: '', headers: '', key: '' },
    candidates: [],
    account: () => undefined,
    otherKeys: () => Promise.resolve([]),
    ...more,
  });
  t.after(() => view.dispose());
  return view;
}

const key = makeTestKey();
const stamp = () => String(Math.floor(Date.now() / 1000));
const signedHeaders = (body: string, at = stamp()) => ({
  'telnyx-timestamp': at,
  'telnyx-signature-ed25519': signatureOf(key, at, body),
});

describe('A signature as a page', () => {
  test('tells what it found, and forgets it once anything is changed', async (t) => {
    const view = viewOf(t);
    const draft = {
      body: '{"a":1}',
      headers: JSON.stringify(signedHeaders('{"a":1}')),
      key: ` ${key.publicKey}\n`,
    };
    view.edit({ seq: 1, draft });
    await view.check();
    assert.equal(view.state().result?.tone, 'good');
    view.edit({ seq: 2, draft: { ...draft, body: '{"a": 1}' } });
    assert.equal(view.state().result, undefined);
    await view.check();
    assert.equal(view.state().result?.tone, 'bad');
    assert.match(view.state().result?.difference?.signed ?? '', /1/);
  });

  test('calls it unknown after a reload that could not keep a secret, and says why', async (t) => {
    const url = 'https://h/x?token=SECRET1';
    const meta = { attempt: 1, delivered_to: url };
    const told = JSON.stringify({ data: {}, meta });
    const headers = JSON.stringify(signedHeaders(told));
    const rebuilt = '{"data":{}}';
    const both = [
      { draft: { body: told, headers, key: key.publicKey }, candidates: [] },
      {
        draft: { body: rebuilt, headers, key: key.publicKey },
        rebuilt,
        candidates: [{ name: 'with meta', text: told, secret: true }],
      },
    ];
    const said = [/masked/, /Not all ways/];
    for (const [at, parts] of both.entries()) {
      const before = viewOf(t, parts);
      await before.check();
      assert.equal(before.state().result?.tone, 'good');
      const { restore } = before.state();
      assert.ok(!JSON.stringify(restore).includes('SECRET1'));
      // Twice, since a page that came back is kept again.
      const view = viewOf(t, viewOf(t, restore).state().restore);
      assert.match(view.state().notes.join(), /masked|from the delivery/);
      await view.check();
      assert.equal(view.state().result?.tone, 'unknown');
      assert.match(JSON.stringify(view.state().result), said[at] ?? /^$/);
    }
  });

  test('keeps over a reload what the check needs, no other header, and says what it did not keep', async (t) => {
    const headers = `Cookie: SECRET\n${headerLines(
      Object.entries(signedHeaders('{}')).map(([name, value]) => ({ name, value })),
    )}`;
    const view = viewOf(t);
    view.edit({ seq: 1, draft: { body: '{}', headers, key: key.publicKey } });
    const kept = view.state().restore;
    assert.ok(!JSON.stringify(kept).includes('SECRET'));
    const again = viewOf(t, kept);
    await again.check();
    assert.deepEqual([again.state().result?.tone, again.state().notes], ['good', []]);

    view.edit({ seq: 2, draft: { body: '{}', headers: 'Telnyx-Timestamp SECRET', key: key.publicKey } });
    const unread = viewOf(t, view.state().restore);
    assert.ok(!JSON.stringify(unread.state()).includes('SECRET'));
    assert.match(unread.state().notes.join(), /were not kept over the reload/);
    await unread.check();
    assert.equal(unread.state().result?.tone, 'unknown');
    assert.equal(viewOf(t, unread.state().restore).state().notes.length, 1, 'over a second reload too');
    unread.edit({ seq: 1, draft: { ...unread.state().draft, headers } });
    await unread.check();
    assert.deepEqual([unread.state().result?.tone, unread.state().notes], ['good', []]);
  });

  test('proves a body of the sample account from its delivery, though the bytes are not told', async (t) => {
    const sample = createSampleAccount({ numbers: 3 });
    const answer = await sample.fetch('https://api.telnyx.com/v2/webhook_deliveries?page[size]=50', {
      headers: { Authorization: 'Bearer KEY_SAMPLE_ACCOUNT' },
    });
    const { data } = (await answer.json()) as { data: unknown[] };
    const deliveries = data.flatMap((raw) => decodeWhole(raw) ?? []);
    assert.equal(deliveries.length, 50);
    for (const { attempts } of deliveries)
      for (const attempt of attempts) {
        const { headers = [], body } = attempt.request;
        if (!headers.some(({ name }) => name === 'Telnyx-Signature-Ed25519')) continue;
        const view = viewOf(t, {
          draft: { body: body?.text ?? '', headers: headerLines(headers), key: samplePublicKey },
          rebuilt: body?.text,
          candidates: rebuiltCandidates(attempt),
          now: () => Date.parse(attempt.startedAt ?? ''),
        });
        await view.check();
        assert.equal(view.state().result?.tone, 'good');
      }
  });
});

describe('The check that is offered as code', () => {
  test('takes what is signed and refuses everything else, with the real telnyx package', async (t) => {
    await mkdir(resultsFolder, { recursive: true });
    const file = join(resultsFolder, `check-${String(process.pid)}.mjs`);
    await writeFile(file, signatureSnippet);
    t.after(() => rm(file));
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const port = String((free.address() as AddressInfo).port);
    free.close();
    const env = { ...process.env, PORT: port, TELNYX_API_KEY: 'KEY', TELNYX_PUBLIC_KEY: key.publicKey };
    const server = spawn(process.execPath, [file], { env, stdio: 'ignore' });
    t.after(() => server.kill());
    const url = `http://localhost:${port}/`;
    const body = JSON.stringify({ data: { event_type: 'call.hangup', text: 'Grüße ☎' } });
    const send = async (headers: Record<string, string>, sent = body) =>
      (await fetch(url, { method: 'POST', body: sent, headers })).status;
    await until('it listens', () =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    );
    assert.equal(await send(signedHeaders(body)), 200);
    assert.equal(await send(signedHeaders(body), `${body}\n`), 401);
    assert.equal(await send(signedHeaders(body, String(Number(stamp()) - 400))), 401);
    assert.equal(await send({}), 401);
  });
});
