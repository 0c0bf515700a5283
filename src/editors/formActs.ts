import { commands as vsCode, type TextDocument } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { NumberActs } from '../core/protocol/number.ts';
import type { ActHandlers } from '../core/protocol/page.ts';
import { editDocument, revertEdits } from '../core/settings/document.ts';
import { settingId, type Setting } from '../core/settings/setting.ts';
import type { Address } from './address.ts';
import { applyDraft, discardDraft } from './drafting.ts';
import type { EditQueue } from './edits.ts';
import type { FormChoices } from './formChoices.ts';
import type { NumberFile } from './numberFile.ts';
import type { NumberFiles } from './numberFiles.ts';
import { reviewChanges } from './review.ts';

interface FormParts {
  readonly files: NumberFiles;
  readonly edits: EditQueue;
  readonly choices: FormChoices;
  readonly document: TextDocument;
  readonly address: Address;
  /** The edit with this number is in the text. */
  readonly heard: (seq: number) => void;
  /** Reads the number unless it is read. */
  readonly begin: () => Promise<void>;
}

type Edits = (text: string, setting: Setting, file: NumberFile) => ReturnType<typeof editDocument>;

/** What a person does in a form of a number. */
export function formActs(parts: FormParts): ActHandlers<NumberActs> {
  const { files, edits, choices, document, address, heard, begin } = parts;
  const change = async (id: string, make: Edits) => {
    const file = files.loaded(address);
    if (!file || files.readOnly(document.uri, file) !== undefined) return;
    const setting = settingOf(file, id);
    await edits.apply(document, (text) => make(text, setting, file));
  };
  const accept = async (id: string) => {
    const file = files.loaded(address);
    if (file) await files.accept(address, settingOf(file, id));
  };
  // What was typed last may still be on its way into the document.
  const settled = (verb: (files: NumberFiles, document: TextDocument) => Promise<void>) => async () => {
    await edits.settled(document);
    await verb(files, document);
  };
  return {
    edit: async ({ id, value, seq }) => {
      await change(id, (text, setting) => editDocument(text, setting, value));
      heard(seq);
    },
    revert: ({ id }) => change(id, (text, setting, file) => revertEdits(text, setting, file.base)),
    keepMine: ({ id }) => accept(id),
    takeTheirs: async ({ id }) => {
      await accept(id);
      await change(id, (text, setting, file) => revertEdits(text, setting, file.live));
    },
    search: ({ source, query }) => choices.search(source, query),
    review: () => reviewChanges(document),
    leave: () => files.sending.leave(address),
    apply: settled(applyDraft),
    discard: settled(discardDraft),
    refresh: async () => {
      await begin();
      if (files.loaded(address)) await files.refresh(address);
    },
    openText: async () => {
      await vsCode.executeCommand('vscode.openWith', document.uri, 'default');
    },
    manageAccounts: async () => {
      await vsCode.executeCommand(commands.accountMenu);
    },
  };
}

function settingOf(file: NumberFile, id: string): Setting {
  const setting = file.table.settings.find((one) => settingId(one) === id);
  if (!setting) throw new Error(`No setting ${id}`);
  return setting;
}
