import { t } from '@vscode/l10n';
import { commands as vsCode, env, Uri, window, workspace } from 'vscode';
import { commands, schemes } from '../core/model/names.ts';
import { brief } from '../core/model/text.ts';
import { recordPath } from '../core/resources/json.ts';
import { numbers } from '../core/resources/numbers.ts';
import { collectionOf } from '../core/state/collection.ts';
import { sessionOf, stillOpen } from '../core/state/left.ts';
import type { Session } from '../core/state/session.ts';
import { curlOf, type Shell } from '../core/webhooks/curl.ts';
import type { WholeAttempt } from '../core/webhooks/delivery.ts';
import { fixtureName, fixtureOf } from '../core/webhooks/fixture.ts';
import { maskedBody } from '../core/webhooks/maskedBody.ts';
import { askChoice, back } from '../host/ask.ts';
import { secretsQuestion } from './deliveryText.ts';
import type { DeliveryView } from './deliveryView.ts';

/**
 * Whether secrets of this try go along, whichever the page shows by the time of the answer; asked only where there are
 * some. Undefined when the person thought better of it.
 */
async function askSecrets(attempt: WholeAttempt, title: string): Promise<boolean | undefined> {
  const placeholder = secretsQuestion(attempt);
  if (placeholder === undefined) return false;
  const chosen = await askChoice<boolean>({
    title,
    placeholder,
    choices: [
      { label: t('Mask secrets and signatures'), value: false },
      { label: t('Include secrets and signatures'), value: true },
    ],
  });
  return chosen === back ? undefined : chosen;
}

/** Puts a body on the clipboard as it is shown: with its secrets only where they are revealed. */
export async function copyBody(view: DeliveryView, side: 'request' | 'answer'): Promise<void> {
  const body = view.attempt?.[side]?.body;
  if (!body) return;
  const text = view.revealed ? body.text : maskedBody(body.text);
  await env.clipboard.writeText(text);
  const said = text === body.text ? t('Body copied') : t('Body copied, its secrets masked');
  window.setStatusBarMessage(said, 3000);
}

/** Puts the request on the clipboard as a curl command for the shell that a person chooses. */
export async function copyCurl({ attempt }: DeliveryView): Promise<void> {
  if (!attempt) return;
  const title = t('Copy as curl');
  const shell = await askChoice<Shell>({
    title,
    placeholder: t('For which shell?'),
    choices: [
      { label: 'bash', description: t('and other POSIX shells'), value: 'bash' },
      { label: 'PowerShell', value: 'powershell' },
    ],
  });
  if (shell === undefined || shell === back) return;
  const secrets = await askSecrets(attempt, title);
  if (secrets === undefined) return;
  await env.clipboard.writeText(curlOf(attempt.request, shell, secrets));
  window.setStatusBarMessage(t('Copied as curl'), 3000);
}

/** Writes the request to a file that a test can read. */
export async function saveFixture({ attempt, delivery }: DeliveryView): Promise<void> {
  if (!attempt || !delivery) return;
  const title = t('Save as Fixture');
  const secrets = await askSecrets(attempt, title);
  if (secrets === undefined) return;
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  const file = await window.showSaveDialog({
    title,
    defaultUri: Uri.joinPath(folder, fixtureName(delivery, attempt)),
    filters: { JSON: ['json'] },
  });
  if (!file) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(fixtureOf(delivery, attempt, secrets)));
  const show = t('Open File');
  const said = await window.showInformationMessage(t('The fixture was saved.'), show);
  if (said === show) await window.showTextDocument(file);
}

function recordOf({ parts, title }: DeliveryView): Uri {
  const path = recordPath({ account: parts.profile.id, kind: 'delivery', id: parts.id }, title);
  return Uri.from({ scheme: schemes.record, path });
}

/** Opens the delivery as the API gives it. */
export async function openJson(view: DeliveryView): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(recordOf(view)), { preview: true });
}

/** Opens the timeline of the number that the event is about, as it was when it was sent. */
export async function lookBack({ parts, lookBack: found, title }: DeliveryView): Promise<void> {
  if (!found) return;
  const session = sessionOf(parts.account, parts.profile);
  const own = ownNumbers(session);
  const known = found.numbers.filter(({ phoneNumber }) => own.has(phoneNumber));
  const [only, ...others] = known.length === 1 ? known : found.numbers;
  const phoneNumber =
    others.length === 0
      ? only?.phoneNumber
      : await askChoice<string>({
          title: t('What Changed Before'),
          placeholder: t('Of which number?'),
          choices: found.numbers.map((one) => ({
            label: one.phoneNumber,
            description: brief(
              own.has(one.phoneNumber) ? t('{0}, of this account', one.field) : one.field,
              60,
            ),
            value: one.phoneNumber,
          })),
        });
  if (phoneNumber === undefined || phoneNumber === back) return;
  stillOpen(session);
  const before = { id: parts.id, at: found.at, label: title };
  const id = own.get(phoneNumber);
  await vsCode.executeCommand(
    commands.showTimeline,
    { type: 'number', phoneNumber, ...(id !== undefined && { id }) },
    before,
  );
}

/** Numbers that the list of this window shows, and their ids. */
function ownNumbers(session: Session): ReadonlyMap<string, string> {
  const { rows } = collectionOf(session, numbers).listing;
  return new Map(
    rows.flatMap(({ id, item }): [string, string][] =>
      item.subject?.type === 'number' ? [[item.subject.phoneNumber, id]] : [],
    ),
  );
}

/** Lays the try that is looked at beside another one. */
export async function compareAttempts(view: DeliveryView): Promise<void> {
  const { attempt, delivery } = view;
  const others = (delivery?.attempts ?? []).filter(({ number }) => number !== attempt?.number);
  const only = others.length === 1 ? others[0]?.number : undefined;
  const chosen =
    only ??
    (await askChoice<number>({
      title: t('Compare Attempts'),
      placeholder: t('With which attempt?'),
      choices: others.map(({ number }) => ({ label: t('Attempt {0}', number), value: number })),
    }));
  if (!attempt || chosen === undefined || chosen === back) return;
  const [left, right] = [attempt.number, chosen].sort((a, b) => a - b);
  const side = (number = 0) => recordOf(view).with({ query: `attempt=${String(number)}` });
  const title = t('Attempt {0} ↔ attempt {1}', left ?? 0, right ?? 0);
  await vsCode.executeCommand('vscode.diff', side(left), side(right), title);
}
