import { extensions, type Uri } from 'vscode';
import { keptByGit, type GitExtension } from '../core/code/tracked.ts';

/** Whether Git keeps a file, as VS Code's own Git extension knows it. */
export const isTracked = (file: Uri): Promise<boolean | 'unknown'> =>
  keptByGit(extensions.getExtension<GitExtension<Uri>['exports']>('vscode.git'), file, file.fsPath);
