import { t } from '@vscode/l10n';
import { QuickPickItemKind, window } from 'vscode';
import { describeBaseUrl } from '../core/accounts/baseUrl.ts';
import type { Profile } from '../core/model/profile.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Accounts } from '../host/accounts.ts';
import { askChoice, back, type Choice } from '../host/ask.ts';
import { log } from '../host/log.ts';
import { inLabel, inMessage } from '../host/plainText.ts';
import { addAccount, replaceKey } from './addAccount.ts';
import { askName } from './askAccount.ts';
import { standing } from './standing.ts';

export { addAccount, importKeys } from './addAccount.ts';

type Verb = () => unknown;

function row(profile: Profile, active: Profile | undefined): Choice<string> {
  const marks = [
    ...(profile.id === active?.id ? [t('in use')] : []),
    ...(profile.readOnly ? [t('read-only')] : []),
    profile.kind === 'sample' ? t('in memory') : describeBaseUrl(profile.baseUrl),
  ];
  return {
    label: `$(${profile.id === active?.id ? 'check' : profile.icon}) ${inLabel(profile.name)}`,
    description: inLabel(marks.join(' · ')),
    value: profile.id,
  };
}

export async function switchAccount(accounts: Accounts): Promise<void> {
  const { active, list } = accounts;
  const add = '+';
  const answer = await askChoice<string>({
    title: t('Switch Telnyx Account'),
    placeholder: t('Which account should this window show?'),
    choices: [
      ...list.profiles.map((profile) => row(profile, active)),
      { label: '', kind: QuickPickItemKind.Separator },
      { label: `$(add) ${t('Add Account…')}`, value: add },
    ],
    active: (id) => id === active?.id,
  });
  if (answer === add) await addAccount(accounts);
  else if (answer !== undefined && answer !== back) await accounts.open(standing(accounts, answer));
}

/** The account in use; without one, whichever a person picks, or the only one. */
async function choose(accounts: Accounts, title: string): Promise<Profile | undefined> {
  const { profiles } = accounts.list;
  if (accounts.active) return accounts.active;
  if (profiles.length === 0) {
    const sentence = t('There is no account yet. Add one first.');
    throw new Failure({ kind: 'misuse', sentence, wayOut: 'check-account' });
  }
  if (profiles.length === 1) return profiles[0];
  const choices = profiles.map((profile) => row(profile, undefined));
  const id = await askChoice<string>({ title, placeholder: t('Which account?'), choices });
  return profiles.find((profile) => profile.id === id);
}

export async function rename(accounts: Accounts, about?: Profile): Promise<void> {
  const profile = about ?? (await choose(accounts, t('Rename Account')));
  if (!profile) return;
  const title = t('Rename {0}', profile.name);
  const name = await askName({ title }, profile.name, accounts.list, { self: profile.id });
  if (name !== undefined && name !== back) await accounts.rename(standing(accounts, profile.id), name);
}

export async function remove(accounts: Accounts, about?: Profile): Promise<void> {
  const profile = about ?? (await choose(accounts, t('Remove Account')));
  if (!profile) return;
  const detail =
    profile.kind === 'sample'
      ? t('What you changed in the sample account is lost.')
      : t('Its API key, drafts and cached data are deleted from this machine. Nothing changes at Telnyx.');
  const yes = t('Remove');
  const question = inMessage(t('Remove the account "{0}"?', profile.name));
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  await accounts.remove(profile.id);
}

export async function toggleReadOnly(accounts: Accounts): Promise<void> {
  const profile = await choose(accounts, t('Toggle Read-Only'));
  if (profile) await accounts.setReadOnly(standing(accounts, profile.id), !profile.readOnly);
}

export async function newKey(accounts: Accounts, about?: Profile): Promise<void> {
  const profile = about ?? (await choose(accounts, t('Replace API Key')));
  if (profile?.kind === 'sample') {
    void window.showInformationMessage(t('The sample account needs no API key.'));
  } else if (profile) {
    await replaceKey(accounts, profile);
  }
}

/** What it offers is about the account that was in use when it opened, whichever is by the time of the answer. */
export async function menu(accounts: Accounts): Promise<void> {
  const { active } = accounts;
  const line = { label: '', kind: QuickPickItemKind.Separator };
  const own: Choice<Verb>[] = active
    ? [
        {
          label: active.readOnly ? `$(unlock) ${t('Allow Changes')}` : `$(lock) ${t('Make Read-Only')}`,
          value: () => accounts.setReadOnly(standing(accounts, active.id), !active.readOnly),
        },
        { label: `$(edit) ${t('Rename…')}`, value: () => rename(accounts, active) },
        ...(active.kind === 'account'
          ? [{ label: `$(key) ${t('Replace API Key…')}`, value: () => newKey(accounts, active) }]
          : []),
        { label: `$(trash) ${t('Remove…')}`, value: () => remove(accounts, active) },
        line,
      ]
    : [];
  const verb = await askChoice<Verb>({
    title: active ? t('Telnyx Account: {0}', active.name) : t('Telnyx Accounts'),
    placeholder: t('What would you like to do?'),
    choices: [
      ...(accounts.list.profiles.length > 1
        ? [{ label: `$(arrow-swap) ${t('Switch Account…')}`, value: () => switchAccount(accounts) }]
        : []),
      { label: `$(add) ${t('Add Account…')}`, value: () => addAccount(accounts) },
      line,
      ...own,
      { label: `$(output) ${t('Show Log')}`, value: () => log.show() },
    ],
  });
  if (verb !== undefined && verb !== back) await verb();
}
