import { message } from '../../../../../preload/messages/index.ts';
import { isPartOfTools } from '../../../detect/markers.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import { pluginSource } from '../../plugin-source.ts';
import { programCode } from '../../program-code.ts';
import type { Rule, RuleFinding } from '../../rule.ts';
import { saslScript } from '../../sasl-scripts.ts';
import { onlySceneryProject } from '../../scenery-project.ts';

/** What may hold the build that lies nowhere else: at the top, or in a folder for builds. */
const ARCHIVE = /^(?:.*(?:release|dist|download|build|package)[^/]*\/(?:.*\/)?)?[^/]+\.(?:zip|7z|rar|tar\.gz|tgz)$/i;

/** The source of a plugin or a scenery without the plugin or the scenery, or that of a program. */
export const sourceOnly: Rule = {
  id: 'source-only',
  async check(context) {
    const { scan, detection } = context;
    if (detection.candidates.length > 0) return [];
    const project = onlySceneryProject(scan, detection);
    const code = programCode(context);
    if (project !== undefined && code === undefined) {
      return [
        {
          severity: 'warning',
          path: project.path,
          message: message('source-only.sceneryProject'),
          why: message('source-only.whySceneryProject'),
        },
      ];
    }
    const script = await saslScript(context);
    if (script !== undefined) {
      const [said, why] = [message('source-only.sasl'), message('source-only.whySasl')];
      return [{ severity: 'warning', path: script, message: said, why }];
    }
    const source = await pluginSource(context);
    if (source === undefined) return code === undefined ? [] : [ofProgram(code)];
    const archive = scan.entries.find(
      ({ path, link }) => link === undefined && ARCHIVE.test(path) && !isPartOfTools(path),
    );
    const said = source.isPlugin
      ? archive === undefined
        ? message('source-only.plugin')
        : message('source-only.packed', archive.path)
      : message('source-only.code');
    return [{ severity: 'warning', path: source.path, message: said }];
  },
};

function ofProgram({ path }: FileEntry): RuleFinding {
  return {
    severity: 'warning',
    path,
    message: message('source-only.program'),
    why: message('source-only.whyProgram'),
  };
}
