import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { checkBaseUrl, defaultBaseUrl, regions } from '../core/accounts/baseUrl.ts';
import { checkKey } from '../core/accounts/key.ts';
import type { Verdict } from '../core/accounts/probe.ts';
import { checkName, type ProfileList } from '../core/accounts/profiles.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Accounts } from '../host/accounts.ts';
import { askChoice, askText, back, type Back, type Choice, type Step } from '../host/ask.ts';
import { readConfiguration } from '../host/configuration.ts';
import { inMessage } from '../host/plainText.ts';
import type { KeptWhere } from '../host/secrets.ts';

/** Asks for a key; what was typed before stands in the box again, with what was wrong with it. */
export async function askKey(
  step: Step,
  typed: string,
  trouble?: string,
): Promise<string | Back | undefined> {
  const answer = await askText({
    ...step,
    prompt: t(
      'Paste an API key (v2) from the Mission Control Portal. It is kept in the secure storage of this machine.',
    ),
    placeholder: 'KEY…',
    value: typed,
    secret: true,
    trouble,
    check: (pasted) => {
      const checked = checkKey(pasted);
      return { ok: checked.ok, remark: checked.ok ? checked.hint : checked.sentence };
    },
  });
  if (answer === undefined || answer === back) return answer;
  const checked = checkKey(answer);
  return checked.ok ? checked.key : undefined;
}

const hostOf = (baseUrl: string) => new URL(baseUrl).host;

/** Asks where the account is: a known region, or any other address. */
export async function askBaseUrl(step: Step, chosen: string | undefined): Promise<string | Back | undefined> {
  const { baseUrl: configured } = readConfiguration();
  const start = chosen ?? (configured.ok ? configured.baseUrl : defaultBaseUrl);
  const known: Choice<string>[] = regions.map(({ baseUrl, name }) => ({
    label: name(),
    description: hostOf(baseUrl),
    value: baseUrl,
  }));
  const extra = [start, ...(configured.ok ? [configured.baseUrl] : [])];
  const own = [...new Set(extra)].filter((url) => !regions.some(({ baseUrl }) => baseUrl === url));
  for (;;) {
    const answer = await askChoice<string>({
      ...step,
      placeholder: t('Which Telnyx API should this account use? Keys are good for all regions.'),
      choices: [
        ...own.map((url) => ({ label: hostOf(url), description: url, value: url })),
        ...known,
        {
          label: t('Other address…'),
          ...(!configured.ok && {
            detail: t('The address in the settings is not used: {0}', configured.sentence),
          }),
          value: '',
        },
      ],
      active: (value) => value === start,
    });
    if (answer !== '') return answer;
    const other = await askAddress(step, start);
    if (other !== back) return other;
  }
}

async function askAddress(step: Step, start: string): Promise<string | Back | undefined> {
  const answer = await askText({
    ...step,
    canGoBack: true,
    prompt: t('The address of the API. Your key is sent there.'),
    value: start,
    check: (typed) => {
      const checked = checkBaseUrl(typed);
      return { ok: checked.ok, remark: checked.ok ? undefined : checked.sentence };
    },
  });
  if (answer === undefined || answer === back) return answer;
  const checked = checkBaseUrl(answer);
  return checked.ok ? checked.baseUrl : undefined;
}

/** Asks for a name for a new account, or for another one for the account `self`. */
export async function askName(
  step: Step,
  value: string,
  list: ProfileList,
  self?: string,
): Promise<string | Back | undefined> {
  const answer = await askText({
    ...step,
    prompt: t('A name for this account, such as Production.'),
    value,
    check: (typed) => {
      const checked = checkName(typed, list, self);
      return { ok: checked.ok, remark: checked.ok ? undefined : checked.sentence };
    },
  });
  if (answer === undefined || answer === back) return answer;
  const checked = checkName(answer, list, self);
  return checked.ok ? checked.name : undefined;
}

/** What to do with a key after a look at the account; `remark` and `trouble` are for the person. */
export type Decision =
  { readonly keep: true; readonly remark?: string } | { readonly keep: false; readonly trouble?: string };

export interface Trial {
  readonly title: string;
  readonly baseUrl: string;
  readonly key: string;
}

/** Looks whether a key works. Where that cannot be known now, asks what to do. */
export async function tryKey(accounts: Accounts, trial: Trial): Promise<Decision> {
  for (;;) {
    const verdict = await probe(accounts, trial);
    if (verdict === undefined) return { keep: false };
    if (verdict.outcome === 'good') return { keep: true };
    if (verdict.outcome === 'no-billing') return { keep: true, remark: verdict.sentence };
    if (verdict.outcome === 'bad-key') return { keep: false, trouble: verdict.sentence };
    const answer = await askChoice<'again' | 'keep' | 'change'>({
      title: trial.title,
      placeholder: verdict.sentence,
      choices: [
        { label: t('Try again'), value: 'again' },
        {
          label: t('Save without checking'),
          detail: t('Whether the key works shows when it is used.'),
          value: 'keep',
        },
        { label: t('Change the key'), value: 'change' },
      ],
    });
    if (answer === 'keep') return { keep: true, remark: t('The API key has not been checked yet.') };
    if (answer !== 'again') return { keep: false, trouble: verdict.sentence };
  }
}

/** Undefined when the person cancelled. */
async function probe(accounts: Accounts, { baseUrl, key }: Trial): Promise<Verdict | undefined> {
  const controller = new AbortController();
  const title = t('Checking the API key…');
  try {
    return await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        const listener = token.onCancellationRequested(() => {
          controller.abort();
        });
        try {
          return await accounts.probe(baseUrl, key, controller.signal);
        } finally {
          listener.dispose();
        }
      },
    );
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'cancelled') return undefined;
    throw failure;
  }
}

/** One message for what a person should know after a key was saved; none when all is well. */
export function tellKept(name: string, where: KeptWhere, remark?: string): void {
  const lost = t(
    'The secure storage of this machine did not keep the API key. It works in this window only and is gone when the window closes. On Linux, a keyring such as GNOME Keyring or KWallet must be running.',
  );
  const sentences = [...(remark === undefined ? [] : [remark]), ...(where === 'window' ? [lost] : [])];
  if (sentences.length === 0) return;
  const message = inMessage(`${name}: ${sentences.join(' ')}`);
  void (where === 'window' ? window.showWarningMessage(message) : window.showInformationMessage(message));
}
