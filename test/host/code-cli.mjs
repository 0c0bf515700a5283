#!/usr/bin/env node
// Started by @vscode/test-electron in the place of a desktop VS Code.
await import('./vscode-executable.ts');
