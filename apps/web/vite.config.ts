import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

import manifest from './package.json' with { type: 'json' };
import { startChunks } from './scripts/start-chunks.ts';

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      // never reload a page under somebody's hands: the person says when
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,woff2}'], maximumFileSizeToCacheInBytes: 4_000_000 },
      manifest: {
        name: '敲门 Qiaomen',
        short_name: '敲门',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#0a5754',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
    }),
  ],
  // office tablets carry browsers of 2020
  build: {
    target: 'chrome87',
    manifest: true,
    modulePreload: {
      polyfill: false,
      // the lists of what each page imports would be three kilobytes on the tablet's way; the worker has them all anyway
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css')),
    },
    rolldownOptions: { output: { codeSplitting: { groups: startChunks } } },
  },
  // the host stays as the browser sent it: the server refuses what looks like another origin
  server: { port: 5173, proxy: { '/api': { target: 'http://localhost:4000', changeOrigin: false } } },
});
