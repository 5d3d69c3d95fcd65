# The server as an image: no compiler, no development tools, no root. See docs/deployment.md.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/client/package.json packages/client/
# Nothing that a package wants to run is run; `node` of devDependencies stays without its binary, the image has its own.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY .swcrc ormconfig.ts ./
COPY scripts scripts
COPY apps apps
COPY libs libs
RUN node scripts/build.mjs

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/client/package.json packages/client/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
# What a container is reached by, and where it may write; the demo would be open to the network.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 CASEMGR_DATA=/data CASEMGR_DEMO=false
RUN install -d -o 1000 -g 1000 -m 0700 /data
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
USER 1000:1000
VOLUME /data
EXPOSE 8080 2525
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As `npm start` does: the young generation of the heap costs resident memory in proportion to its size.
CMD ["node", "--max-semi-space-size=8", "dist/apps/server/main.js"]
