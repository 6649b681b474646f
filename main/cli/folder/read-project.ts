import { fault, type Message, message } from '../../../preload/messages/index.ts';
import { PROJECT_FILE, type ProjectFault, type ProjectFile, readProjectFile } from '../../addon/index.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';

interface Project {
  readonly project: ProjectFile;
  /** What of it could not be used. */
  readonly faults: readonly ProjectFault[];
}

/** What loadmaster.json of a folder says; one that cannot be read ends the command. */
export async function readProject(folder: string): Promise<Project> {
  const read = await readProjectFile(folder);
  if (read.state === 'unusable') throw unusable(read.reason);
  return read.state === 'read' ? read : { project: {}, faults: [] };
}

/** The same for what is about to go out: a form that cannot be read may say that it is private, and is not guessed. */
export async function readProjectToPublish(folder: string): Promise<Project> {
  const read = await readProject(folder);
  const fault = read.faults.find(({ field }) => field.split('.')[0] === 'release');
  if (fault !== undefined) throw unusable(message('error.at', fault.field, fault.said));
  return read;
}

function unusable(why: Message): CommandFault {
  return new CommandFault(EXIT.failed, fault('project_unusable.because', PROJECT_FILE, why));
}
