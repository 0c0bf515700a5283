import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  languages,
  Range,
  type CancellationToken,
  type Disposable,
  type Position,
  type TextDocument,
  type Uri,
} from 'vscode';
import { offersOf, sourceOf, wordsOf, type Offer, type Offers } from '../core/files/offers.ts';
import { spotInCsv, spotInJson, spotInPlan, type Spot } from '../core/files/spot.ts';
import { numbersSuffixes, planSuffix, schemes } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';
import type { Session } from '../core/state/session.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import { addressOf } from './address.ts';
import { families } from './family.ts';
import type { NumberEditingParts } from './parts.ts';

type Parts = Pick<NumberEditingParts, 'account' | 'accounts'>;

const documents = [
  { scheme: schemes.document },
  { pattern: `**/*${numbersSuffixes.json}` },
  { pattern: `**/*${numbersSuffixes.csv}` },
  { pattern: `**/*${planSuffix}` },
];

/**
 * Completes connections, profiles, addresses and tags in number documents, files of numbers and plan files with what the
 * account has. A list is asked for when a value of it is first completed; one that cannot be loaded offers nothing.
 */
export function completeValues(parts: Parts): Disposable {
  const provider = {
    provideCompletionItems: (document: TextDocument, position: Position, token: CancellationToken) =>
      complete(parts, document, position, token),
  };
  return languages.registerCompletionItemProvider(documents, provider, '"', ',', ';', '\t');
}

async function complete(
  parts: Parts,
  document: TextDocument,
  position: Position,
  token: CancellationToken,
): Promise<CompletionList | undefined> {
  const place = spotAt(document, position);
  if (!place) return undefined;
  const { spot, range, typed } = place;
  await parts.accounts.restore();
  const session = sessionOf(parts, document);
  const { offers, more } = (session && (await offered(session, spot, typed))) ?? { offers: [], more: false };
  if (token.isCancellationRequested) return undefined;
  const items = [...wordsOf(spot), ...offers].map((offer) => itemOf(offer, range, typed));
  return new CompletionList(items, more);
}

/** A number document belongs to an account; a file is about the one that is open. */
function sessionOf({ account }: Parts, { uri }: TextDocument): Session | undefined {
  const { session } = account;
  const address = addressOf(uri);
  return address && address.profileId !== session?.profile.id ? undefined : session;
}

async function offered(session: Session, spot: Spot, typed: string): Promise<Offers | undefined> {
  const source = sourceOf(spot.setting);
  if (!source) return undefined;
  const lists = choicesOf(session);
  await lists.load(source);
  const state = lists.state(source);
  return state?.phase === 'ready' ? offersOf(spot, state.choices, typed) : undefined;
}

interface Place {
  readonly spot: Spot;
  readonly range: Range;
  readonly typed: string;
}

function spotAt(document: TextDocument, position: Position): Place | undefined {
  const { uri } = document;
  // Lines that end in two characters would shift every place of a CSV file.
  const text = document.getText().replaceAll('\r\n', '\n');
  const offset = document
    .getText(new Range(0, 0, position.line, position.character))
    .replaceAll('\r\n', '\n');
  const spot = spotIn(uri, text, offset.length);
  if (!spot) return undefined;
  const from = position.character - (offset.length - spot.from);
  const to = position.character + (spot.to - offset.length);
  // A completion stays in its line.
  if (text.slice(spot.from, spot.to).includes('\n')) return undefined;
  const range = new Range(position.line, from, position.line, to);
  return { spot, range, typed: text.slice(spot.from, offset.length) };
}

function spotIn(uri: Uri, text: string, offset: number): Spot | undefined {
  if (uri.path.endsWith(numbersSuffixes.csv)) return spotInCsv(text, offset);
  if (uri.path.endsWith(planSuffix)) return spotInPlan(text, offset);
  const address = addressOf(uri);
  return spotInJson(text, offset, address && families[address.folder].table);
}

function itemOf({ label, description, text }: Offer, range: Range, typed: string): CompletionItem {
  const words = {
    label: visible(label),
    ...(description !== undefined && { description: visible(description) }),
  };
  const item = new CompletionItem(words, CompletionItemKind.Value);
  item.insertText = text;
  item.range = range;
  // Found by name and ID alike, behind whatever sign its text begins with.
  item.filterText = `${/^['"]?/.exec(typed)?.[0] ?? ''}${label} ${description ?? ''} ${text}`;
  return item;
}
