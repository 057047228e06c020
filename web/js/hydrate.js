// adopt lends go-app's first mount the nodes that the server drew.
//
// go-app makes every node anew when it starts and swaps them for the first element of the body: what was typed, focus, caret,
// ticks, scroll and a composition in progress would be gone. While adopt is in force the document hands out the nodes that
// stand there instead, in the order go-app asks for them: a parent, then its children, each appended when it is complete.
// A node that differs (an extension was here) is made anew in its place, and the rest goes on.
//
// It answers a function that ends it; the last step of the mount, replaceChild on the body, ends it too.
globalThis.adopt = function (root) {
  'use strict';
  const D = Document.prototype, N = Node.prototype, XHTML = 'http://www.w3.org/1999/xhtml';
  const own = { element: D.createElement, elementNS: D.createElementNS, text: D.createTextNode, append: N.appendChild, replace: N.replaceChild };
  const open = [];    // elements being mounted, outermost first: {node, next}, next is the child to be handed out
  const held = [];    // [node, property] that the mount may not write
  const live = { INPUT: ['value', 'checked'], TEXTAREA: ['value'], SELECT: ['value'], OPTION: ['selected'], DETAILS: ['open'], DIALOG: ['open'] };
  let claimed = 0, made = 0;

  function claim(fits, make) {
    const top = open[open.length - 1];
    const node = top ? top.next : root;
    if (!node || !fits(node)) {
      made++;
      return make();
    }
    claimed++;
    for (const property of live[node.nodeName] || []) {
      Object.defineProperty(node, property, { configurable: true, get() { return undefined; }, set() {} });
      held.push([node, property]);
    }
    return node;
  }

  function enter(node) {
    open.push({ node, next: node.nodeName === 'TEXTAREA' ? null : node.firstChild });   // its text is its value
    return node;
  }

  // leave: what the server's element still holds behind the last child belongs to nobody
  function leave(node) {
    while (open.length && open[open.length - 1].node === node) {
      const { next } = open.pop();
      for (let child = next; child;) {
        const behind = child.nextSibling;
        child.remove();
        child = behind;
      }
    }
  }

  function end() {
    if (D.createElement === own.element) return;
    D.createElement = own.element;
    D.createElementNS = own.elementNS;
    D.createTextNode = own.text;
    N.appendChild = own.append;
    N.replaceChild = own.replace;
    for (const [node, property] of held) delete node[property];
    performance.mark('adopted', { detail: { claimed, made } });
  }

  const element = (name, space) => n => n.nodeType === 1 && n.localName === name && n.namespaceURI === space;

  D.createElement = function (tag) {
    return enter(claim(element(tag.toLowerCase(), XHTML), () => own.element.call(this, tag)));
  };
  D.createElementNS = function (space, tag) {
    return enter(claim(element(tag, space), () => own.elementNS.call(this, space, tag)));
  };
  D.createTextNode = function (words) {
    return claim(n => {
      if (n.nodeType !== 3 || words === '' || !n.data.startsWith(words)) return false;
      if (n.data.length > words.length) n.splitText(words.length);   // two texts side by side came as one
      return true;
    }, () => own.text.call(this, words));
  };
  N.appendChild = function (child) {
    leave(child);
    const top = open[open.length - 1];
    if (!top || top.node !== this) return own.append.call(this, child);
    if (top.next === child) top.next = child.nextSibling;
    else this.insertBefore(child, top.next);
    return child;
  };
  N.replaceChild = function (fresh, old) {
    leave(fresh);
    end();
    return fresh === old ? old : own.replace.call(this, fresh, old);
  };
  return end;
};
