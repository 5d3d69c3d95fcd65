// npm scripts run on the Node of devDependencies; a bare `node` may be an older one.
const wanted = 24;
if (Number(process.versions.node.split('.')[0]) < wanted) {
  console.error(
    `casemgr needs Node ${wanted} or newer, this is ${process.version}. ` +
      'Run it through npm (npm start, npm test, npx …): the project brings its own Node 24 with `npm ci`.',
  );
  process.exit(1);
}
