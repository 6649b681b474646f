import type { Messages } from '../message.ts';

export const fixes: Pick<Messages, keyof typeof import('../en/fixes.ts').fixes> = {
  fix: {
    more: (count) => `Und ${count} weitere dieser Art.`,
    leaveOut: 'Nicht mit packen',
    leaveOutText: (pattern, file) =>
      `Fügt „${pattern}“ zu ${file} hinzu. Die Datei bleibt, wo sie ist, und wird nicht gepackt.`,
    leaveOutAllText: (count, first, file) =>
      `Fügt „${first}“ und ${count - 1} weitere dieser Art zu ${file} hinzu. Die Dateien bleiben, wo sie sind, und werden nicht gepackt.`,
    rename: 'Umbenennen',
    renameText: (path, to) => `Benennt „${path}“ in „${to}“ um.`,
    create: (path) => `${path} anlegen`,
    createText: (path) => `Schreibt ${path}.`,
    correctName: 'Namen berichtigen',
    correctNameText: (name, before, path) => `Schreibt in ${path} ${name} statt ${before}.`,
    correctNamesText: (name, before, count, path) =>
      `Schreibt in ${count} Dateien, ${path} und andere, ${name} statt ${before}.`,
  },
};
