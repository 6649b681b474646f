import { isPackageType, PACKAGE_TYPES } from '../../protocol/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { plural, table } from './format.ts';
import { expectOk } from './outcome.ts';
import { REGISTRY_OPTIONS, withApp } from './terminal-app.ts';

export const packages: Command = {
  usage: '[--create ID --name NAME --type TYPE --description TEXT | --describe ID --description TEXT] [--json]',
  help: [],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    create: { type: 'string', says: 'create this package', value: 'ID' },
    describe: { type: 'string', says: 'change the description of this package', value: 'ID' },
    name: { type: 'string', says: 'its name, 3 to 32 characters', value: 'NAME' },
    type: { type: 'string', says: PACKAGE_TYPES.join(', '), value: 'TYPE' },
    description: { type: 'string', says: '10 to 8192 characters', value: 'TEXT' },
  },
  words: { least: 0, most: 0 },
  run: (context) =>
    withApp(context, async ({ handlers, connection }) => {
      const { terminal, options } = context;
      const connectionId = connection.id;
      const [create, describe] = [text(options, 'create'), text(options, 'describe')];
      const need = (name: string): string => {
        const value = text(options, name);
        if (value === undefined) throw new UsageError(`--${name} is missing.`);
        return value;
      };
      if (create !== undefined) {
        const packageType = need('type');
        if (!isPackageType(packageType)) throw new UsageError(`--type is one of ${PACKAGE_TYPES.join(', ')}.`);
        expectOk(
          await handlers.packages.create({
            connectionId,
            packageId: create,
            packageName: need('name'),
            packageType,
            description: need('description'),
          }),
          EXIT.refused,
        );
        terminal.document({ ok: true, created: create });
        terminal.line(`${create} is created.`);
        return EXIT.done;
      }
      if (describe !== undefined) {
        expectOk(
          await handlers.packages.describe({ connectionId, packageId: describe, description: need('description') }),
          EXIT.refused,
        );
        terminal.document({ ok: true, described: describe });
        terminal.line(`${describe} has its new description.`);
        return EXIT.done;
      }
      const found = expectOk(await handlers.packages.list({ connectionId }));
      terminal.document({ packages: found });
      for (const row of table(
        found.map((one) => [one.packageId, one.packageType, plural(one.versions.length, 'version'), one.packageName]),
      ))
        terminal.line(row);
      if (found.length === 0) terminal.line('You have no packages there yet.');
      return EXIT.done;
    }),
};
