// How dependency-cruiser finds modules, in the notation it takes from webpack: `#lib/file.js` only through `paths` of
// tsconfig.json, to sources. Through `imports` of package.json it would find what was built, and look no further.
module.exports = { resolve: { importsFields: [] } };
