// The editor and the preview as the page has them, for tests that feed many texts: scripts to run
// in the page. They reach the editor through its own view and read the preview's document.

/** Defines `hb` in the page: set a text, wait for the preview, watch for anything that runs. */
export const PAGE = `
  if (!window.hb) {
    const content = () => document.querySelector('.cm-content');
    const view = () => { const tile = content().cmTile ?? content().cmView; return tile.view ?? tile.root?.view ?? tile.rootView?.view; };
    const frame = () => document.querySelector('iframe[sandbox]');
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const fired = [];
    const names = ['alert', 'confirm', 'prompt', 'print', 'open'];
    const watch = (target, where) => { for (const name of names) target[name] = () => { fired.push(where + ':' + name); return null; }; };
    watch(window, 'app');
    window.hb = {
      view, frame, fired,
      hook() { const inner = frame().contentWindow; watch(inner, 'frame'); inner.hbMark = true; },
      intact() { return frame()?.contentWindow?.hbMark === true && frame().contentWindow.location.href === 'about:srcdoc'; },
      set(text) { const v = view(); v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: text } }); },
      body() { return frame().contentDocument.body; },
      async shown(words, ms = 10000) {
        const end = performance.now() + ms;
        while (performance.now() < end) { if (this.body()?.textContent.includes(words)) return true; await sleep(4); }
        return false;
      },
      sleep,
    };
  }
`;

/** Feeds texts one by one; answers with the ids of those that did anything, and why. */
export const FEED = `${PAGE}
  const [vectors, done] = arguments;
  (async () => {
    const bad = [];
    for (const { id, text } of vectors) {
      const mark = 'mark' + Math.random().toString(36).slice(2);
      hb.fired.length = 0;
      hb.set(mark + '\\n\\n' + text);
      if (!(await hb.shown(mark))) { bad.push(id + ': never shown'); continue; }
      await hb.sleep(0);
      if (!hb.intact()) { bad.push(id + ': the frame was replaced'); break; }
      for (const element of hb.body().querySelectorAll('*')) {
        if (element.localName === 'script' || [...element.attributes].some((a) => a.name.startsWith('on'))) bad.push(id + ': ' + element.outerHTML.slice(0, 200));
        for (const kind of ['mouseover', 'focus', 'click', 'error', 'load', 'animationstart']) element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: kind === 'click' }));
      }
      await hb.sleep(0);
      if (hb.fired.length) bad.push(id + ': ' + hb.fired.join(' '));
    }
    return bad;
  })().then(done, (error) => done(['the test itself: ' + error]));
`;
