import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { freeName } from '../core/accounts/profiles.ts';
import type { FoundKey } from '../core/accounts/cli.ts';
import type { Profile } from '../core/model/profile.ts';
import type { Accounts } from '../host/accounts.ts';
import type { KeptWhere } from '../host/secrets.ts';
import { back } from '../host/ask.ts';
import { cliConfigPath, findKeys, keyVariable } from '../host/foundKeys.ts';
import { inLabel, inMessage } from '../host/plainText.ts';
import { askBaseUrl, askKey, askName } from './askAccount.ts';
import { standing } from './standing.ts';
import { tellKept, tryKey } from './tryKey.ts';

export interface Added {
  readonly key: string;
  readonly where: KeptWhere;
}

/**
 * Key, region and name in three steps, then a look whether the key works. Nothing typed is lost on the way. With a
 * `given` key the first step is done already. The key that was added and where it is kept; undefined without one.
 */
export async function addAccount(accounts: Accounts, given = ''): Promise<Added | undefined> {
  const title = t('Add Telnyx Account');
  let key = given;
  let baseUrl: string | undefined;
  let name = freeName('Telnyx', accounts.list);
  let trouble: string | undefined;
  for (let step = given === '' ? 1 : 2; ;) {
    const place = { title, step, of: 3 };
    if (step === 1) {
      const answer = await askKey(place, key, trouble);
      if (answer === undefined || answer === back) return undefined;
      key = answer;
      step = 2;
    } else if (step === 2) {
      const answer = await askBaseUrl(place, baseUrl);
      if (answer === undefined) return undefined;
      if (answer !== back) baseUrl = answer;
      step = answer === back ? 1 : 3;
    } else {
      const answer = await askName(place, name, accounts.list, { keep: (typed) => (name = typed) });
      if (answer === undefined) return undefined;
      if (answer !== back) name = answer;
      step = 2;
      if (answer === back || baseUrl === undefined) continue;
      const decision = await tryKey(accounts, { title, baseUrl, key });
      if (decision.keep) {
        const where = await accounts.add({ name, baseUrl, readOnly: false }, key);
        tellKept(name, where, decision.remark);
        return { key, where };
      }
      // A key that was refused is asked for again; after a cancelled look the last step stands again.
      trouble = decision.trouble;
      step = trouble === undefined ? 3 : 1;
    }
  }
}

/** Another key for an account, looked at like the first. */
export async function replaceKey(accounts: Accounts, profile: Profile): Promise<void> {
  const title = t('Replace the API Key of {0}', profile.name);
  const { baseUrl } = profile;
  let key = '';
  let trouble: string | undefined;
  for (;;) {
    const answer = await askKey({ title }, key, trouble);
    if (answer === undefined || answer === back) return;
    key = answer;
    const decision = await tryKey(accounts, { title, baseUrl, key });
    if (decision.keep) {
      // Nothing would ever forget the key of an account that is not there.
      const where = await accounts.replaceKey(standing(accounts, profile.id), key);
      tellKept(profile.name, where, decision.remark);
      return;
    }
    trouble = decision.trouble;
  }
}

function describeSource({ from }: FoundKey): string {
  return from === 'environment' ? t('environment variable') : t('Telnyx CLI profile');
}

/** Shows the keys found outside, and adds those a person picks. */
export async function importKeys(accounts: Accounts): Promise<void> {
  const title = t('Import API Keys');
  const { keys, problems } = await findKeys();
  if (keys.length === 0) {
    const nothing = t('No API key was found in {0} or in {1}.', keyVariable, cliConfigPath());
    void window.showInformationMessage(inMessage([nothing, ...problems].join(' ')));
    return;
  }
  const picked = await window.showQuickPick(
    keys.map((found) => ({
      label: inLabel(found.name),
      description: describeSource(found),
      found,
      picked: true,
    })),
    {
      title,
      placeHolder: [
        t('Which keys should become accounts? They are copied; nothing else changes.'),
        ...problems,
      ].join(' '),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  if (!picked || picked.length === 0) return;
  const baseUrl = await askBaseUrl({ title }, undefined);
  if (baseUrl === undefined || baseUrl === back) return;
  for (const { found } of picked) await importKey(accounts, found, title, baseUrl);
}

async function importKey(
  accounts: Accounts,
  { name, key, from }: FoundKey,
  title: string,
  baseUrl: string,
): Promise<void> {
  const decision = await tryKey(accounts, { title: `${title}: ${name}`, baseUrl, key });
  if (!decision.keep) {
    const reason = decision.trouble ?? t('Not imported.');
    void window.showWarningMessage(inMessage(`${name}: ${reason}`));
    return;
  }
  const wanted = freeName(from === 'environment' || name === 'default' ? 'Telnyx' : name, accounts.list);
  tellKept(wanted, await accounts.add({ name: wanted, baseUrl, readOnly: false }, key), decision.remark);
}
