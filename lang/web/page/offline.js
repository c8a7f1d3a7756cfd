// offline.js -- keeps the files of the page, so that it opens without a network.  The build puts
// their names and what tells this version from another in the place of FILES and VERSION.
const files = FILES, version = VERSION;

addEventListener("install", event => {
  event.waitUntil(caches.open(version).then(cache => cache.addAll(files)));
  self.skipWaiting();
});

addEventListener("activate", event => {
  event.waitUntil(caches.keys().then(names =>
    Promise.all(names.filter(name => name.startsWith("catgut-") && name !== version).map(name => caches.delete(name)))));
});

addEventListener("fetch", event => {
  event.respondWith(caches.match(event.request, { ignoreSearch: true })
    .then(kept => kept ?? fetch(event.request)));
});
