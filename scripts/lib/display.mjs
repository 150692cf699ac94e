// Whether a window can be shown here, and what to say where it cannot.

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function hasDisplay(platform, env) {
  if (platform !== 'linux') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/**
 * @param {readonly string[]} args that were given to `npm start`
 */
export function noDisplayMessage(args) {
  const rest = args.length === 0 ? '' : ` -- ${args.map(quoted).join(' ')}`;
  return [
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot be shown.',
    'Start it from a desktop session, over `ssh -X`, or on a virtual display (packages xvfb and xauth):',
    '',
    `  xvfb-run -a npm start${rest}`,
    '',
    'The main job without a window: npm run demo',
  ].join('\n');
}

/** @param {string} argument */
function quoted(argument) {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
