// A shop in JavaScript with a pricing rule of its user: examples/run examples/pricing/pricing.js

const prices = {tea: 350, cup: 1200};

// What the component imports: interface shop. No price is undefined.
const shop = {
    lookup: item => prices[item],
    log: message => console.log(`rule: ${message}`),
};

const Rule = Polyglot.evalFile('wasm', 'examples/pricing/pricing.wat');
const rule = new Rule({shop});

console.log(`2 tea: ${rule.price('tea', 2)}`);
console.log(`12 tea: ${rule.price('tea', 12)}`);
try {
    rule.price('milk', 1);
} catch (error) {
    console.log(`milk: ${error}`);
}
