package order

var cashKinds []Kind
