# One image for both processes: the server (default) and the worker (`node workers/main.ts`).
ARG NODE_IMAGE=node:24-slim
FROM ${NODE_IMAGE} AS page
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY tools ./tools
COPY src ./src
COPY webhooks ./webhooks
COPY client-shared ./client-shared
COPY join-page ./join-page
COPY supervisor-page ./supervisor-page
RUN node tools/build.ts join-page supervisor-page

FROM ${NODE_IMAGE}
# The worker answers its operators on METRICS_PORT; the server does so on PORT.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 METRICS_PORT=9464
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY src ./src
COPY webhooks ./webhooks
COPY workers ./workers
COPY --from=page /app/join-page/dist ./join-page/dist
COPY --from=page /app/supervisor-page/dist ./supervisor-page/dist
# Nothing is written to the file system: run it with `--read-only`.
USER node
EXPOSE 3000 9464
# Whichever of the two this container is, its own port answers.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["node", "-e", "Promise.any([process.env.PORT, process.env.METRICS_PORT].map((p) => fetch(`http://127.0.0.1:${p}/healthz`).then((r) => r.ok || Promise.reject()))).then(() => process.exit(0), () => process.exit(1))"]
# Exec form: SIGTERM reaches the process itself, which drains and exits within 25 s.
STOPSIGNAL SIGTERM
CMD ["node", "webhooks/main.ts"]
