// One life of the console: opens what is on disk, lets the job runner do what it can, and ends; or dies on the way.
import { openCrashConsole, type CrashOptions } from './crash-console';

const options = JSON.parse(process.env['KMES_CRASH'] ?? '{}') as CrashOptions;
const running = await openCrashConsole(options);
process.stdout.write('running\n');
running.keys.jobs.wake();
await running.keys.jobs.idle();
process.stdout.write(`${String(running.pointsPassed())}\n`);
await running.close();
process.exit(0);
