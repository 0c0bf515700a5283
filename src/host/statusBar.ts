import { t } from '@vscode/l10n';
import { StatusBarAlignment, ThemeColor, window } from 'vscode';
import { describeBaseUrl } from '../core/accounts/baseUrl.ts';
import type { Trouble } from '../core/accounts/health.ts';
import { commands } from '../core/model/names.ts';
import type { Profile } from '../core/model/profile.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { Accounts } from './accounts.ts';
import { inLabel } from './plainText.ts';

/** The bar is short; the tooltip has the whole name. */
const longestName = 24;

const words: Readonly<Record<Trouble, { readonly short: () => string; readonly long: () => string }>> = {
  locked: {
    short: () => t('no key'),
    long: () => t('The API key is not available here. Replace it to go on.'),
  },
  'bad-key': {
    short: () => t('key refused'),
    long: () => t('Telnyx does not accept the API key. Replace it to go on.'),
  },
  offline: {
    short: () => t('offline'),
    long: () => t('Telnyx could not be reached at the last try.'),
  },
  'this-window': {
    short: () => t('key in this window only'),
    long: () => t('The secure storage of this machine failed: the API key is gone when this window closes.'),
  },
};

function iconOf(profile: Profile, troubles: readonly Trouble[]): string {
  if (troubles.length > 0) return 'warning';
  return profile.readOnly ? 'lock' : profile.icon;
}

function textOf(profile: Profile, troubles: readonly Trouble[]): string {
  const marks = [
    ...(profile.readOnly ? [t('read-only')] : []),
    ...troubles.map((trouble) => words[trouble].short()),
  ];
  const name =
    profile.name.length > longestName ? `${profile.name.slice(0, longestName - 1)}…` : profile.name;
  return marks.length === 0 ? inLabel(name) : `${inLabel(name)} (${marks.join(', ')})`;
}

function tooltipOf(profile: Profile, troubles: readonly Trouble[]): string {
  const lines = [
    t('Telnyx account: {0}', profile.name),
    profile.kind === 'sample' ? t('In memory; nothing is sent.') : describeBaseUrl(profile.baseUrl),
    ...(profile.readOnly ? [t('Read-only: nothing is changed in this account.')] : []),
    ...troubles.map((trouble) => words[trouble].long()),
    t('Click to manage accounts.'),
  ];
  // Plain text: VS Code would parse Markdown at length, and there is nothing to draw in it.
  return lines.join('\n');
}

/** Shows the account in use, whether it is read-only and what troubles it. Hidden while there is none. */
export function showStatus(accounts: Accounts): Disposable {
  const item = window.createStatusBarItem('telnyx.account', StatusBarAlignment.Left);
  item.name = t('Telnyx account');
  item.command = commands.accountMenu;
  const draw = () => {
    const profile = accounts.active;
    if (!profile) {
      item.hide();
      return;
    }
    const { troubles } = accounts;
    const text = textOf(profile, troubles);
    item.text = `$(${iconOf(profile, troubles)}) ${text}`;
    item.tooltip = tooltipOf(profile, troubles);
    item.accessibilityInformation = { label: t('Telnyx account: {0}', text) };
    const stuck = troubles.includes('locked') || troubles.includes('bad-key');
    item.backgroundColor = stuck ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };
  draw();
  const listener = accounts.onDidChange(draw);
  return {
    dispose: () => {
      listener.dispose();
      item.dispose();
    },
  };
}
