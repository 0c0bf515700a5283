import { Disposable, TabInputTextDiff, window, workspace, type Tab } from 'vscode';
import { Freshness, type OpenNumber } from '../core/state/freshness.ts';
import { numberNewsOf } from '../core/state/numberNews.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { addressOf, keyOf, liveAddressOf, sameAddress, type Address } from './address.ts';
import { numberOf } from './draftContext.ts';
import { families } from './family.ts';
import type { NumberFiles } from './numberFiles.ts';

/** Numbers that a tab shows, each as a form, as text, or as a side of a comparison. */
function numbersIn(tab: Tab | undefined): Address[] {
  const input = tab?.input;
  if (!(input instanceof TabInputTextDiff)) return [numberOf(tab)].flatMap((address) => address ?? []);
  return [input.original, input.modified].flatMap((uri) => addressOf(uri) ?? liveAddressOf(uri) ?? []);
}

const inSight = (): Address[] => window.tabGroups.all.flatMap(({ activeTab }) => numbersIn(activeTab));

const open = (): Address[] =>
  workspace.textDocuments.flatMap(({ uri }) => addressOf(uri) ?? liveAddressOf(uri) ?? []);

/** Has number documents follow what plans, other documents and other people make of their numbers. */
export function keepFresh(
  files: NumberFiles,
  account: CurrentAccount,
  onFailure: (failure: unknown) => void,
): Disposable {
  const look = async (
    address: Address,
    again: 'always' | 'unless just done' = 'always',
  ): Promise<boolean> => {
    try {
      return await (again === 'always' ? files.refresh(address) : files.refreshOld(address));
    } catch (thrown) {
      // A number that cannot be looked at now says so in its editor, and when it is saved or looked at by hand.
      if (!(thrown instanceof Failure)) onFailure(thrown);
      return false;
    }
  };
  const ours = (addresses: readonly Address[]): OpenNumber[] =>
    addresses
      .filter(({ profileId }) => profileId === account.session?.profile.id)
      .map((address) => ({
        key: keyOf(address),
        kind: families[address.folder].kind,
        id: files.loaded(address)?.id,
      }));
  const freshness = new Freshness({
    // What a document saved itself it knows.
    open: () => ours(open().filter((one) => !sameAddress(one, files.telling))),
    inSight: () => ours(inSight()),
    look: async (key) => {
      const address = open().find((one) => keyOf(one) === key);
      return address !== undefined && (await look(address));
    },
  });
  const follow = () => freshness.follow(window.state.focused);
  let hearing: { dispose(): void } | undefined;
  const listen = () => {
    hearing?.dispose();
    const { session } = account;
    hearing = session && numberNewsOf(session).onDidTell((news) => freshness.hear(news));
    follow();
  };
  listen();
  return Disposable.from(
    freshness,
    account.onDidChange(listen),
    { dispose: () => hearing?.dispose() },
    window.onDidChangeWindowState(({ focused }) => {
      follow();
      if (focused) for (const address of inSight()) void look(address, 'unless just done');
    }),
    window.tabGroups.onDidChangeTabs(({ changed }) => {
      follow();
      // What came to the front and was there before.
      const shown = changed.filter(({ isActive }) => isActive);
      for (const address of shown.flatMap(numbersIn)) void look(address, 'unless just done');
    }),
    window.tabGroups.onDidChangeTabGroups(follow),
  );
}
