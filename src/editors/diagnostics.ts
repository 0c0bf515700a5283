import { t } from '@vscode/l10n';
import { Diagnostic, DiagnosticSeverity, languages, Range, type Disposable, type TextDocument } from 'vscode';
import { brief } from '../core/model/text.ts';
import { locate } from '../core/settings/document.ts';
import { showValue } from '../core/settings/kinds.ts';
import { settingId } from '../core/settings/setting.ts';
import { aboutId, aboutSetting } from './about.ts';
import type { NumberFile } from './numberFile.ts';

/**
 * What the JSON schema cannot say about a number document: values that break a rule, complaints of the server and
 * conflicts. Wrong names and types are the schema's to say, and are not said twice.
 */
export class NumberDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('telnyx-number');

  show(document: TextDocument, file: NumberFile): void {
    this.#collection.set(document.uri, diagnosticsOf(document, file));
  }

  clear(document: TextDocument): void {
    this.#collection.delete(document.uri);
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

function diagnosticsOf(document: TextDocument, file: NumberFile): Diagnostic[] {
  const text = document.getText();
  const read = file.read(text);
  if (!read.usable) return [];
  const at = ({ offset, length }: { readonly offset: number; readonly length: number }) =>
    new Range(document.positionAt(offset), document.positionAt(offset + length));
  const wrong = read.problems
    .filter(({ about }) => about === 'value')
    .map(
      ({ at: place, setting, sentence }) =>
        new Diagnostic(at(place), aboutId(file.table.settings, setting, sentence)),
    );
  const refused = file.table.settings.flatMap((setting) =>
    file
      .complaints(setting, read.values[settingId(setting)])
      .map((sentence) => new Diagnostic(at(locate(text, setting)), aboutSetting(setting, brief(sentence)))),
  );
  const conflicts = file.conflicts(text).map(({ setting, live }) => {
    const sentence = t(
      '{0} was changed elsewhere to "{1}". Choose in the form which value to keep.',
      setting.label(),
      brief(showValue(setting, live)),
    );
    return new Diagnostic(at(locate(text, setting)), sentence, DiagnosticSeverity.Warning);
  });
  return [...wrong, ...refused, ...conflicts].map((diagnostic) => {
    diagnostic.source = 'Telnyx';
    return diagnostic;
  });
}
