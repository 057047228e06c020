package order

var limitKinds []Kind
