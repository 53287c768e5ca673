# Builds the program, with everything that only a build needs.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Before the sources, so that a change of them fetches nothing again. No package runs a script of its own.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src src
COPY adapters adapters
COPY templates templates
RUN npm run -s build && rm dist/.tsbuildinfo
RUN npm prune --omit=dev --ignore-scripts

# Only what a start needs.
FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir -m 700 /data && chown node:node /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/src/policy src/policy
COPY --from=build /app/adapters/web/assets adapters/web/assets
COPY --from=build /app/templates templates
COPY --from=build /app/dist dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/adapters/step2.js", "start"]
