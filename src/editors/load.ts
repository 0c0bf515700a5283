import { randomUUID } from 'node:crypto';
import { Disposable, workspace, type Memento, type TextDocument, type Uri } from 'vscode';
import { planFileSchema } from '../core/files/planSchema.ts';
import { mobileTable } from '../core/settings/mobile.ts';
import { documentSchema, listSchema } from '../core/settings/schema.ts';
import { numberTable } from '../core/settings/table.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { addressOf, liveAddressOf, sameAddress, type Address } from './address.ts';
import { compareNumbers } from './compare.ts';
import { NumberDiagnostics } from './diagnostics.ts';
import { DraftFiles } from './draftFiles.ts';
import { followDraft } from './draftContext.ts';
import { applyDraft, discardDraft } from './drafting.ts';
import { EditQueue } from './edits.ts';
import { keepFresh } from './keepFresh.ts';
import { NumberEditor } from './numberEditor.ts';
import { followPlanFiles } from './planDiagnostics.ts';
import { completeValues } from './completion.ts';
import { NumberFileSystem } from './numberFileSystem.ts';
import { followNumbersFiles } from './numbersFiles.ts';
import { NumberFiles } from './numberFiles.ts';
import type { NumberEditingParts } from './parts.ts';
import { LiveTexts, reviewChanges } from './review.ts';

/** What number documents need and activation does not: loaded with the first of them. */
export interface LoadedEditing {
  readonly files: NumberFiles;
  readonly fileSystem: NumberFileSystem;
  readonly editor: NumberEditor;
  readonly live: LiveTexts;
  /** The JSON schema of the documents of one folder, or of files of plans or numbers, as text. */
  readonly schema: (uri: Uri) => string;
  readonly applyDraft: (document: TextDocument) => Promise<void>;
  /** Compares what the account holds with the document. */
  readonly review: (document: TextDocument) => Promise<void>;
  readonly discardDraft: (document: TextDocument) => Promise<void>;
  readonly compare: (left: Address, right: Address) => Promise<void>;
  /** Forgets the drafts of an account. */
  readonly forget: (profileId: string) => Promise<void>;
  readonly disposable: Disposable;
}

const windowKey = 'telnyx.window';

/** A name for this window that outlives a reload. Windows that show the same folder share one. */
function windowOf(state: Memento): string {
  const known = state.get(windowKey);
  if (typeof known === 'string') return known;
  const made = randomUUID();
  void state.update(windowKey, made);
  return made;
}

export function loadNumberEditing(parts: NumberEditingParts): LoadedEditing {
  const { accounts, context } = parts;
  const drafts = new DraftFiles(context.globalStorageUri, context.secrets, windowOf(context.workspaceState));
  const files = new NumberFiles({
    ...parts,
    drafts,
    // A restored document may come before any view.
    restore: () => accounts.restore(),
    isKnown: (id) => accounts.list.profiles.some((profile) => profile.id === id),
  });
  const fileSystem = new NumberFileSystem(files);
  const edits = new EditQueue();
  const live = new LiveTexts(files);
  return {
    files,
    live,
    fileSystem,
    editor: new NumberEditor({ ...parts, extensionUri: context.extensionUri, files, edits }),
    schema: ({ path }) => JSON.stringify(schemaOf(path)),
    applyDraft: (document) => applyDraft(files, document),
    review: reviewChanges,
    discardDraft: (document) => discardDraft(files, document),
    compare: (left, right) => compareNumbers(files, left, right),
    forget: (profileId) => drafts.removeAll(profileId),
    disposable: Disposable.from(
      files,
      fileSystem,
      live,
      followDocuments(files, fileSystem, edits, parts.onFailure),
      keepFresh(files, parts.account, parts.onFailure),
      followDiagnostics(files),
      followDraft(files),
      followPlanFiles(parts.account, parts.log),
      completeValues(parts),
      followNumbersFiles(parts.account, parts.log),
    ),
  };
}

/** A number that cannot be looked at now says so in its editor, and when it is saved or looked at by hand. */
async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch((thrown: unknown) => {
    if (!(thrown instanceof Failure)) throw thrown;
  });
}

/** The number that a document shows, whether to be edited or to be compared with. */
const shownBy = (uri: Uri): Address | undefined => addressOf(uri) ?? liveAddressOf(uri);

function schemaOf(path: string): Readonly<Record<string, unknown>> {
  if (path === '/plan.json') return planFileSchema();
  if (path === '/numbers.json') return listSchema();
  return documentSchema(path === '/mobile.json' ? mobileTable : numberTable);
}

/** Calls back for number documents only. */
function forNumber(document: TextDocument, callback: (address: Address) => void): void {
  const address = addressOf(document.uri);
  if (address) callback(address);
}

function followDocuments(
  files: NumberFiles,
  fileSystem: NumberFileSystem,
  edits: EditQueue,
  onFailure: (failure: unknown) => void,
): Disposable {
  const report = (work: Promise<unknown>) => void work.catch(onFailure);
  return Disposable.from(
    workspace.onWillSaveTextDocument((event) =>
      forNumber(event.document, () => {
        fileSystem.announce(event.document.uri, event.reason);
        // What was typed last may still be on its way into the document.
        event.waitUntil(edits.settled(event.document));
      }),
    ),
    workspace.onDidSaveTextDocument((document) =>
      forNumber(document, (address) => {
        files.saved(document, address);
        // Typed on meanwhile: what the rest stands on has to be kept again.
        report(files.typed(document, address));
      }),
    ),
    workspace.onDidChangeTextDocument(({ document }) =>
      forNumber(document, (address) => report(files.typed(document, address))),
    ),
    workspace.onDidOpenTextDocument((document) =>
      forNumber(document, (address) => {
        files.loaded(address)?.taken(document.getText());
        if (files.loaded(address)?.outdated === true) report(quietly(files.refresh(address)));
      }),
    ),
    workspace.onDidCloseTextDocument(({ uri }) => {
      const address = shownBy(uri);
      const stillOpen = workspace.textDocuments.some((one) => sameAddress(shownBy(one.uri), address));
      if (address && !stillOpen) report(files.closed(address));
    }),
  );
}

function followDiagnostics(files: NumberFiles): Disposable {
  const diagnostics = new NumberDiagnostics();
  const show = (document: TextDocument) =>
    forNumber(document, (address) => {
      const file = files.loaded(address);
      if (file) diagnostics.show(document, file);
    });
  return Disposable.from(
    diagnostics,
    workspace.onDidOpenTextDocument(show),
    workspace.onDidChangeTextDocument(({ document }) => show(document)),
    workspace.onDidCloseTextDocument((document) => diagnostics.clear(document)),
    files.onDidUpdate((address) => {
      for (const document of workspace.textDocuments)
        if (sameAddress(addressOf(document.uri), address)) show(document);
    }),
  );
}
