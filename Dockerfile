# One image for both processes: the server (default) and the worker (`node workers/main.ts`).
FROM node:24-slim AS page
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY tools ./tools
COPY src ./src
COPY webhooks ./webhooks
COPY join-page ./join-page
COPY supervisor-page ./supervisor-page
RUN node tools/build.ts join-page supervisor-page

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
COPY src ./src
COPY webhooks ./webhooks
COPY workers ./workers
COPY --from=page /app/join-page/dist ./join-page/dist
COPY --from=page /app/supervisor-page/dist ./supervisor-page/dist
USER node
EXPOSE 3000
CMD ["node", "webhooks/main.ts"]
