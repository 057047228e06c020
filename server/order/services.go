package order

var serviceKinds []Kind
