import { FileSystemError, Uri, workspace } from 'vscode';
import type { Folder } from '../core/files/wholeFile.ts';
import { folderOnDisk } from './diskFolder.ts';

/** A folder that a person chose, wherever VS Code keeps it. */
export const folderAt = (uri: Uri): Folder =>
  uri.scheme === 'file' ? folderOnDisk(uri.fsPath) : folderElsewhere(uri);

/**
 * A folder of some file system of VS Code. Those know no way to take a name in one step: between two windows, a name that
 * is free a moment before may be taken.
 */
function folderElsewhere(uri: Uri): Folder {
  const at = (name: string) => Uri.joinPath(uri, name);
  return {
    write: async (name, bytes) => workspace.fs.writeFile(at(name), bytes),
    move: async (from, to, replace) => {
      try {
        await workspace.fs.rename(at(from), at(to), { overwrite: replace });
        return true;
      } catch (thrown) {
        if (thrown instanceof FileSystemError && thrown.code === 'FileExists') return false;
        throw thrown;
      }
    },
    remove: async (name) => workspace.fs.delete(at(name)),
  };
}
