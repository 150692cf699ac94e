// The command line of `npm run demo`. Each option replaces only its own default.
import { parseArgs } from 'node:util';
import { isAbsolute, resolve } from 'node:path';
import { wrappingKeySpecs, type WrappingKeySpec } from '../../shared/aws-terms';
import { endpoint as endpointSchema, region as regionSchema } from '../../shared/schemas/credentials';
import { ConsoleError } from '../../shared/errors';

export interface DemoOptions {
  /** Absolute path of a PKCS#11 module; null: an evaluation token of SoftHSM in the data folder. */
  readonly module: string | null;
  readonly moduleParameters: string | null;
  readonly token: string | null;
  /** File whose content, without a line end, is the PIN. */
  readonly pinFile: string | null;
  /** null: the embedded KMS simulator. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly credentialsCsv: string | null;
  readonly wrappingKeySpec: WrappingKeySpec;
  /** null: a fresh temporary folder. */
  readonly dataDir: string | null;
  /** The last line of stdout is one JSON object; everything else goes to stderr. */
  readonly json: boolean;
}

export const demoUsage = `Usage: npm run demo -- [options]
  --module PATH              PKCS#11 module (default: an evaluation token of SoftHSM)
  --module-params STRING     parameters of C_Initialize, as NSS needs them
  --token LABEL              label of the token
  --pin-file FILE            file that holds the PIN
  --endpoint URL             AWS KMS endpoint (default: the embedded KMS simulator)
  --region R                 AWS Region (default: us-east-1)
  --credentials-csv FILE     access key as AWS IAM gives it (default: a made-up one)
  --wrapping-key-spec SPEC   ${wrappingKeySpecs.join(' | ')} (default: RSA_4096)
  --data-dir DIR             empty folder for the installation (default: a temporary one)
  --json                     print one JSON object as the last line of stdout
`;

/** Throws ConsoleError `input.invalid` with the fact `option` for anything that is not as `demoUsage` says. */
export function parseDemoOptions(argv: readonly string[], workingDir: string): DemoOptions {
  const values = parsed(argv);
  const path = (given: string | undefined): string | null =>
    given === undefined ? null : isAbsolute(given) ? given : resolve(workingDir, given);
  const spec = wrappingKeySpecs.find((known) => known === (values['wrapping-key-spec'] ?? 'RSA_4096'));
  if (spec === undefined) throw invalid('--wrapping-key-spec');
  const region = values.region ?? 'us-east-1';
  if (!regionSchema.safeParse(region).success) throw invalid('--region');
  if (values.endpoint !== undefined && !endpointSchema.safeParse(values.endpoint).success) throw invalid('--endpoint');
  return {
    module: path(values.module),
    moduleParameters: values['module-params'] ?? null,
    token: values.token ?? null,
    pinFile: path(values['pin-file']),
    endpoint: values.endpoint ?? null,
    region,
    credentialsCsv: path(values['credentials-csv']),
    wrappingKeySpec: spec,
    dataDir: path(values['data-dir']),
    json: values.json ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        module: { type: 'string' },
        'module-params': { type: 'string' },
        token: { type: 'string' },
        'pin-file': { type: 'string' },
        endpoint: { type: 'string' },
        region: { type: 'string' },
        'credentials-csv': { type: 'string' },
        'wrapping-key-spec': { type: 'string' },
        'data-dir': { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : '';
    throw new ConsoleError('input.invalid', {
      facts: { option: /'(-[^' ]*)/.exec(message)?.[1] ?? 'command line' },
      cause: thrown,
    });
  }
}

function invalid(option: string): ConsoleError {
  return new ConsoleError('input.invalid', { facts: { option } });
}
