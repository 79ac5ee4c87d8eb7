# A shop in Python with a pricing rule of its user: examples/run examples/pricing/pricing.py

import polyglot

prices = {'tea': 350, 'cup': 1200}


# What the component imports: interface shop. No price is None.
class Shop:
    def lookup(self, item):
        return prices.get(item)

    def log(self, message):
        print(f'rule: {message}')


Rule = polyglot.eval(path='examples/pricing/pricing.wat', language='wasm')
rule = Rule({'shop': Shop()})

print(f"2 tea: {rule.price('tea', 2)}")
print(f"12 tea: {rule.price('tea', 12)}")
try:
    rule.price('milk', 1)
except BaseException as error:
    print(f'milk: {error}')
