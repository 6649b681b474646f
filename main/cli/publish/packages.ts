import { isPackageType, PACKAGE_TYPES } from '../../../protocol/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { table } from '../output/format.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { REGISTRY_OPTIONS, withApp } from '../terminal-app.ts';

export const packages: Command = {
  usage: '[--create ID --name NAME --type TYPE --description TEXT | --describe ID --description TEXT] [--json]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    create: { type: 'string', value: 'ID' },
    describe: { type: 'string', value: 'ID' },
    name: { type: 'string', value: 'NAME' },
    type: { type: 'string', value: 'TYPE', choices: PACKAGE_TYPES },
    description: { type: 'string', value: 'TEXT' },
  },
  words: { least: 0, most: 0 },
  run: (context) =>
    withApp(context, async ({ handlers, connection }) => {
      const { terminal, options } = context;
      const connectionId = connection.id;
      const [create, describe] = [text(options, 'create'), text(options, 'describe')];
      const need = (name: string): string => {
        const value = text(options, name);
        if (value === undefined) throw new UsageError(say().frame.optionMissing(`--${name}`));
        return value;
      };
      if (create !== undefined) {
        const packageType = need('type');
        if (!isPackageType(packageType)) throw new UsageError(say().frame.oneOf('--type', PACKAGE_TYPES.join(', ')));
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
        terminal.line(say().packages.created(create));
        return EXIT.done;
      }
      if (describe !== undefined) {
        expectOk(
          await handlers.packages.describe({ connectionId, packageId: describe, description: need('description') }),
          EXIT.refused,
        );
        terminal.document({ ok: true, described: describe });
        terminal.line(say().packages.described(describe));
        return EXIT.done;
      }
      const found = expectOk(await handlers.packages.list({ connectionId }));
      terminal.document({ packages: found });
      for (const row of table(
        found.map((one) => [
          one.packageId,
          one.packageType,
          say().count.versions(one.versions.length),
          one.packageName,
        ]),
      ))
        terminal.line(row);
      if (found.length === 0) terminal.line(say().packages.none);
      return EXIT.done;
    }),
};
